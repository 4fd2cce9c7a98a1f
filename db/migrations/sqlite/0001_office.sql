CREATE TABLE `budget_upload` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`year` integer NOT NULL,
	`stage` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`file_key` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`source_title` text,
	`source_url` text,
	`source_date` text,
	`is_demo` integer NOT NULL,
	`mapping` text,
	`result_key` text,
	`line_count` integer NOT NULL,
	`finding_count` integer NOT NULL,
	`open_count` integer NOT NULL,
	`refusals` text,
	`answers` text NOT NULL,
	`rows_read` integer NOT NULL,
	`percent_read` integer NOT NULL,
	`attempts` integer NOT NULL,
	`lease_holder` text,
	`lease_until` integer,
	`budget_id` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `budget_upload_place` ON `budget_upload` (`municipality_id`,`state`);--> statement-breakpoint
CREATE INDEX `budget_upload_state` ON `budget_upload` (`state`,`lease_until`);--> statement-breakpoint
CREATE TABLE `column_memory` (
	`municipality_id` text NOT NULL,
	`fingerprint` text NOT NULL,
	`columns` text NOT NULL,
	`unit` text,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	PRIMARY KEY(`municipality_id`, `fingerprint`),
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
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
CREATE TABLE `practice` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`municipality_id` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`published` text,
	`is_public` integer NOT NULL,
	`topic` text,
	`cost` integer,
	`published_at` integer,
	`revised_at` integer,
	`chosen_at` integer,
	`submitted_at` integer,
	`withdrawn_reason` text,
	`source` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`is_demo` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `practice_slug` ON `practice` (`slug`);--> statement-breakpoint
CREATE INDEX `practice_municipality` ON `practice` (`municipality_id`);--> statement-breakpoint
CREATE INDEX `practice_public` ON `practice` (`is_public`,`published_at`);--> statement-breakpoint
CREATE INDEX `practice_state` ON `practice` (`state`,`submitted_at`);--> statement-breakpoint
CREATE TABLE `practice_adoption` (
	`id` text PRIMARY KEY NOT NULL,
	`practice_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`state` text NOT NULL,
	`note` text,
	`since` integer NOT NULL,
	`adopted_on` text,
	`is_demo` integer NOT NULL,
	FOREIGN KEY (`practice_id`) REFERENCES `practice`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `practice_adoption_once` ON `practice_adoption` (`practice_id`,`municipality_id`);--> statement-breakpoint
CREATE INDEX `practice_adoption_municipality` ON `practice_adoption` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `practice_comment` (
	`id` text PRIMARY KEY NOT NULL,
	`practice_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`side` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`practice_id`) REFERENCES `practice`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_comment_practice` ON `practice_comment` (`practice_id`,`at`);--> statement-breakpoint
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
CREATE TABLE `eid_link` (
	`subject_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`linked_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `eid_link_account` ON `eid_link` (`account_id`);--> statement-breakpoint
CREATE TABLE `kept_form` (
	`key_hash` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`account_id` text,
	`kept_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `kept_form_expiry` ON `kept_form` (`expires_at`);--> statement-breakpoint
CREATE TABLE `recovery_code` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recovery_code_account` ON `recovery_code` (`account_id`);--> statement-breakpoint
CREATE TABLE `second_factor` (
	`account_id` text PRIMARY KEY NOT NULL,
	`sealed_secret` text NOT NULL,
	`last_step` integer NOT NULL,
	`since` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `budget_finding` ADD `reason` text;--> statement-breakpoint
ALTER TABLE `session` ADD `proof` text;--> statement-breakpoint
ALTER TABLE `session` ADD `seen_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `device` text;--> statement-breakpoint
CREATE INDEX `role_grant_unit` ON `role_grant` (`unit_id`);