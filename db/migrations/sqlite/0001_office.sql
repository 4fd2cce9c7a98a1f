CREATE TABLE `answering_setting` (
	`municipality_id` text PRIMARY KEY NOT NULL,
	`promise_working_days` integer,
	`sentences` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `feedback_answer` (
	`id` text PRIMARY KEY NOT NULL,
	`feedback_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`kind` text NOT NULL,
	`text` text,
	`language` text NOT NULL,
	`is_public` integer NOT NULL,
	`promised_for` text,
	`corrects_id` text,
	`corrected_at` integer,
	FOREIGN KEY (`feedback_id`) REFERENCES `feedback`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `feedback_answer_feedback` ON `feedback_answer` (`feedback_id`,`at`);--> statement-breakpoint
CREATE TABLE `feedback_author_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`feedback_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`feedback_id`) REFERENCES `feedback`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `feedback_author_link_feedback` ON `feedback_author_link` (`feedback_id`);--> statement-breakpoint
CREATE INDEX `feedback_author_link_expiry` ON `feedback_author_link` (`expires_at`);--> statement-breakpoint
CREATE TABLE `feedback_case` (
	`feedback_id` text PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`passed_from_id` text,
	`state` text NOT NULL,
	`status` text,
	`version` integer NOT NULL,
	`since` text NOT NULL,
	`due_on` text,
	`own_due_on` text,
	`promised_for` text,
	`next_on` text,
	`answered_on` text,
	`assignee_id` text,
	`merged_into_id` text,
	`asked_at` integer,
	`outcome` text,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`feedback_id`) REFERENCES `feedback`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`merged_into_id`) REFERENCES `feedback`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `feedback_case_inbox` ON `feedback_case` (`municipality_id`,`state`,`next_on`);--> statement-breakpoint
CREATE INDEX `feedback_case_promised` ON `feedback_case` (`state`,`promised_for`);--> statement-breakpoint
CREATE INDEX `feedback_case_merged` ON `feedback_case` (`merged_into_id`);--> statement-breakpoint
CREATE INDEX `feedback_case_changed` ON `feedback_case` (`status`,`changed_at`);--> statement-breakpoint
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
CREATE TABLE `hearing` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`kind` text NOT NULL,
	`budget_year` integer,
	`title_ky` text NOT NULL,
	`title_ru` text,
	`title_en` text,
	`lead_ky` text,
	`lead_ru` text,
	`lead_en` text,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`venue` text,
	`village` text,
	`online_url` text,
	`state` text NOT NULL,
	`announced_at` integer,
	`results_at` integer,
	`cancelled_at` integer,
	`cancel_reason` text,
	`sequence` integer DEFAULT 0 NOT NULL,
	`minutes` text,
	`version` integer DEFAULT 0 NOT NULL,
	`minutes_version` integer DEFAULT 0 NOT NULL,
	`attendance_version` integer DEFAULT 0 NOT NULL,
	`reminded_at` integer,
	`due_told_at` integer,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`is_demo` integer NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hearing_municipality` ON `hearing` (`municipality_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `hearing_state` ON `hearing` (`state`,`starts_at`);--> statement-breakpoint
CREATE TABLE `hearing_agenda` (
	`id` text PRIMARY KEY NOT NULL,
	`hearing_id` text NOT NULL,
	`position` integer NOT NULL,
	`text_ky` text NOT NULL,
	`text_ru` text,
	`text_en` text,
	FOREIGN KEY (`hearing_id`) REFERENCES `hearing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hearing_agenda_position` ON `hearing_agenda` (`hearing_id`,`position`);--> statement-breakpoint
CREATE TABLE `hearing_attendance` (
	`id` text PRIMARY KEY NOT NULL,
	`hearing_id` text NOT NULL,
	`village` text NOT NULL,
	`women` integer,
	`men` integer,
	`total` integer NOT NULL,
	FOREIGN KEY (`hearing_id`) REFERENCES `hearing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hearing_attendance_village` ON `hearing_attendance` (`hearing_id`,`village`);--> statement-breakpoint
CREATE TABLE `hearing_item` (
	`id` text PRIMARY KEY NOT NULL,
	`hearing_id` text NOT NULL,
	`kind` text NOT NULL,
	`channel` text NOT NULL,
	`text` text,
	`language` text NOT NULL,
	`village` text,
	`sex` text,
	`feedback_reference` text,
	`is_word` integer NOT NULL,
	`entry_key` text,
	`answer` text,
	`fate` text NOT NULL,
	`budget_line_id` text,
	`taken_into` text,
	`reason` text,
	`decided_at` integer,
	`version` integer DEFAULT 0 NOT NULL,
	`entered_at` integer NOT NULL,
	`is_demo` integer NOT NULL,
	FOREIGN KEY (`hearing_id`) REFERENCES `hearing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hearing_item_hearing` ON `hearing_item` (`hearing_id`,`entered_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `hearing_item_reference` ON `hearing_item` (`feedback_reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `hearing_item_entry` ON `hearing_item` (`entry_key`);--> statement-breakpoint
CREATE TABLE `hearing_move` (
	`id` text PRIMARY KEY NOT NULL,
	`hearing_id` text NOT NULL,
	`moved_at` integer NOT NULL,
	`from_starts_at` integer NOT NULL,
	`from_venue` text,
	`reason` text NOT NULL,
	FOREIGN KEY (`hearing_id`) REFERENCES `hearing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hearing_move_hearing` ON `hearing_move` (`hearing_id`,`moved_at`);--> statement-breakpoint
CREATE TABLE `hearing_reminder` (
	`id` text PRIMARY KEY NOT NULL,
	`hearing_id` text NOT NULL,
	`email` text NOT NULL,
	`language` text NOT NULL,
	`token` text NOT NULL,
	`confirmed_at` integer,
	`asked_at` integer NOT NULL,
	`erase_on` text NOT NULL,
	FOREIGN KEY (`hearing_id`) REFERENCES `hearing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hearing_reminder_email` ON `hearing_reminder` (`hearing_id`,`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `hearing_reminder_token` ON `hearing_reminder` (`token`);--> statement-breakpoint
CREATE INDEX `hearing_reminder_erase` ON `hearing_reminder` (`erase_on`);--> statement-breakpoint
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
CREATE TABLE `report` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`slug` text,
	`type` text NOT NULL,
	`issuer` text NOT NULL,
	`year` integer NOT NULL,
	`state` text NOT NULL,
	`publish_at` integer,
	`scheduled_by` text,
	`first_published_at` integer,
	`changed_at` integer,
	`current_revision` integer NOT NULL,
	`version` integer NOT NULL,
	`edited_at` integer NOT NULL,
	`edited_by` text NOT NULL,
	`review_note` text,
	`withdrawn_at` integer,
	`withdrawn_reason` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`is_demo` integer NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_slug` ON `report` (`municipality_id`,`slug`);--> statement-breakpoint
CREATE INDEX `report_due` ON `report` (`state`,`publish_at`);--> statement-breakpoint
CREATE INDEX `report_latest` ON `report` (`first_published_at`,`id`);--> statement-breakpoint
CREATE INDEX `report_municipality` ON `report` (`municipality_id`,`state`);--> statement-breakpoint
CREATE TABLE `report_revision` (
	`report_id` text NOT NULL,
	`number` integer NOT NULL,
	`type` text NOT NULL,
	`issuer` text NOT NULL,
	`period_from` text,
	`period_to` text,
	`subject_type` text,
	`subject_id` text,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`reason` text,
	PRIMARY KEY(`report_id`, `number`),
	FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `report_text` (
	`report_id` text NOT NULL,
	`revision` integer NOT NULL,
	`lang` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`report_id`, `revision`, `lang`),
	FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `search_document` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`lang` text NOT NULL,
	`municipality_id` text,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`folded_title` text NOT NULL,
	`folded_body` text NOT NULL,
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
ALTER TABLE `feedback` ADD `office_reads` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `feedback_contact` ADD `unsubscribe_token` text;--> statement-breakpoint
ALTER TABLE `feedback_contact` ADD `unsubscribed_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `feedback_contact_unsubscribe` ON `feedback_contact` (`unsubscribe_token`);--> statement-breakpoint
ALTER TABLE `feedback_event` ADD `answer_id` text;--> statement-breakpoint
ALTER TABLE `feedback_event` ADD `to_unit_id` text;--> statement-breakpoint
ALTER TABLE `feedback_event` ADD `party` text;--> statement-breakpoint
ALTER TABLE `feedback_event` ADD `promised_for` text;--> statement-breakpoint
ALTER TABLE `feedback_event` ADD `outcome` text;--> statement-breakpoint
ALTER TABLE `session` ADD `proof` text;--> statement-breakpoint
ALTER TABLE `session` ADD `seen_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `device` text;--> statement-breakpoint
ALTER TABLE `unit_contact` ADD `version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `notice` ADD `about` text;--> statement-breakpoint
CREATE INDEX `notice_about` ON `notice` (`about`);--> statement-breakpoint
CREATE INDEX `role_grant_unit` ON `role_grant` (`unit_id`);