CREATE TABLE `document` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_type` text NOT NULL,
	`owner_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`title` text NOT NULL,
	`file_name` text NOT NULL,
	`file_key` text NOT NULL,
	`mime_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`width` integer,
	`height` integer,
	`added_at` integer NOT NULL,
	`added_by` text NOT NULL,
	`published_at` integer,
	`removed_at` integer
);
--> statement-breakpoint
CREATE INDEX `document_owner` ON `document` (`owner_type`,`owner_id`);--> statement-breakpoint
CREATE INDEX `document_file` ON `document` (`file_key`);--> statement-breakpoint
CREATE TABLE `search_document` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`lang` text NOT NULL,
	`municipality_id` text,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`path` text NOT NULL,
	`at` text,
	`is_demo` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_document_subject` ON `search_document` (`kind`,`subject_id`,`lang`);--> statement-breakpoint
CREATE INDEX `search_document_municipality` ON `search_document` (`municipality_id`);--> statement-breakpoint
CREATE INDEX `role_grant_unit` ON `role_grant` (`unit_id`);