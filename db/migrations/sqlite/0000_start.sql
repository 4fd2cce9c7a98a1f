CREATE TABLE `audit_entry` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`reason` text NOT NULL,
	`detail` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entry_subject` ON `audit_entry` (`subject_type`,`subject_id`);--> statement-breakpoint
CREATE TABLE `audit_head` (
	`id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `budget` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`year` integer NOT NULL,
	`stage` text NOT NULL,
	`version` integer NOT NULL,
	`is_current` integer NOT NULL,
	`printed_unit` text NOT NULL,
	`source_title` text NOT NULL,
	`source_url` text,
	`source_date` text,
	`source_file` text,
	`source_file_name` text,
	`source_sha256` text,
	`notes` text,
	`is_demo` integer NOT NULL,
	`revenue_plan` integer,
	`revenue_actual` integer,
	`expenditure_plan` integer,
	`expenditure_actual` integer,
	`line_count` integer NOT NULL,
	`finding_count` integer NOT NULL,
	`imported_at` integer NOT NULL,
	`imported_by` text NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `budget_version` ON `budget` (`municipality_id`,`year`,`stage`,`version`);--> statement-breakpoint
CREATE TABLE `budget_finding` (
	`id` text PRIMARY KEY NOT NULL,
	`budget_id` text NOT NULL,
	`code` text NOT NULL,
	`line_id` text,
	`row` integer,
	`difference` integer,
	`values` text NOT NULL,
	`explanation` text,
	`explained_by` text,
	`explained_at` integer,
	FOREIGN KEY (`budget_id`) REFERENCES `budget`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `budget_finding_budget` ON `budget_finding` (`budget_id`);--> statement-breakpoint
CREATE TABLE `budget_line` (
	`id` text PRIMARY KEY NOT NULL,
	`budget_id` text NOT NULL,
	`position` integer NOT NULL,
	`side` text NOT NULL,
	`kind` text NOT NULL,
	`parent_id` text,
	`name` text NOT NULL,
	`name_ky` text,
	`name_ru` text,
	`name_en` text,
	`local_code` text,
	`economic_code` text,
	`functional_code` text,
	`is_delegated` integer NOT NULL,
	`plan` integer,
	`actual` integer,
	`printed_plan` text,
	`printed_actual` text,
	`row` integer,
	`note` text,
	FOREIGN KEY (`budget_id`) REFERENCES `budget`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `budget_line_budget` ON `budget_line` (`budget_id`,`position`);--> statement-breakpoint
CREATE TABLE `delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`order_key` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`first_attempt_at` integer,
	`next_attempt_at` integer,
	`lease_holder` text,
	`lease_until` integer,
	`last_outcome` text,
	`sent_at` integer,
	`sent_by` text,
	`receipt` text,
	`erase_contact_on` text
);
--> statement-breakpoint
CREATE INDEX `delivery_due` ON `delivery` (`state`,`next_attempt_at`,`seq`);--> statement-breakpoint
CREATE INDEX `delivery_state` ON `delivery` (`state`,`seq`);--> statement-breakpoint
CREATE INDEX `delivery_order` ON `delivery` (`order_key`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `delivery_seq` ON `delivery` (`seq`);--> statement-breakpoint
CREATE INDEX `delivery_erase` ON `delivery` (`erase_contact_on`);--> statement-breakpoint
CREATE TABLE `delivery_counter` (
	`id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `feedback` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`tracking_hash` text NOT NULL,
	`submitted_at` integer NOT NULL,
	`quarter` text NOT NULL,
	`municipality_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text,
	`subject_label` text NOT NULL,
	`catalogue_code` text,
	`catalogue_version` text,
	`text` text,
	`published_text` text,
	`language` text NOT NULL,
	`village_id` text,
	`village_name` text,
	`address` text,
	`lat` real,
	`lon` real,
	`age_band` text,
	`sex` text,
	`respondent_village` text,
	`consent_publish` integer NOT NULL,
	`consent_share_contact` integer NOT NULL,
	`channel` text NOT NULL,
	`moderation` text NOT NULL,
	`moderation_version` integer DEFAULT 0 NOT NULL,
	`rating_mean` real,
	`status` text NOT NULL,
	`is_demo` integer NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `feedback_reference` ON `feedback` (`reference`);--> statement-breakpoint
CREATE INDEX `feedback_municipality` ON `feedback` (`municipality_id`,`submitted_at`);--> statement-breakpoint
CREATE INDEX `feedback_queue` ON `feedback` (`moderation`,`submitted_at`,`id`,`municipality_id`,`kind`,`catalogue_code`,`rating_mean`);--> statement-breakpoint
CREATE INDEX `feedback_subject` ON `feedback` (`subject_type`,`subject_id`);--> statement-breakpoint
CREATE TABLE `feedback_contact` (
	`feedback_id` text PRIMARY KEY NOT NULL,
	`name` text,
	`email` text,
	`phone` text,
	`erase_on` text NOT NULL,
	FOREIGN KEY (`feedback_id`) REFERENCES `feedback`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `feedback_contact_erase` ON `feedback_contact` (`erase_on`);--> statement-breakpoint
CREATE TABLE `feedback_draft` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`answers` text NOT NULL,
	`started_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `feedback_draft_expiry` ON `feedback_draft` (`expires_at`);--> statement-breakpoint
CREATE TABLE `feedback_event` (
	`id` text PRIMARY KEY NOT NULL,
	`feedback_id` text NOT NULL,
	`at` integer NOT NULL,
	`status` text NOT NULL,
	`by` text NOT NULL,
	`actor` text NOT NULL,
	`reason` text,
	`note` text,
	`is_public` integer NOT NULL,
	FOREIGN KEY (`feedback_id`) REFERENCES `feedback`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `feedback_event_feedback` ON `feedback_event` (`feedback_id`,`at`);--> statement-breakpoint
CREATE TABLE `feedback_moderation` (
	`id` text PRIMARY KEY NOT NULL,
	`feedback_id` text NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`decision` text NOT NULL,
	`reason` text,
	`note` text,
	`published_text` text,
	FOREIGN KEY (`feedback_id`) REFERENCES `feedback`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `feedback_moderation_version` ON `feedback_moderation` (`feedback_id`,`version`);--> statement-breakpoint
CREATE TABLE `feedback_rating` (
	`feedback_id` text NOT NULL,
	`criterion` text NOT NULL,
	`score` integer NOT NULL,
	PRIMARY KEY(`feedback_id`, `criterion`),
	FOREIGN KEY (`feedback_id`) REFERENCES `feedback`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `feedback_summary` (
	`quarter` text NOT NULL,
	`municipality_id` text NOT NULL,
	`catalogue_code` text NOT NULL,
	`words` integer NOT NULL,
	`rated` integer NOT NULL,
	`sum` integer NOT NULL,
	`sum_of_squares` integer NOT NULL,
	PRIMARY KEY(`municipality_id`, `catalogue_code`, `quarter`)
);
--> statement-breakpoint
CREATE INDEX `feedback_summary_quarter` ON `feedback_summary` (`quarter`,`municipality_id`,`catalogue_code`,`words`,`rated`,`sum`,`sum_of_squares`);--> statement-breakpoint
CREATE INDEX `feedback_summary_place` ON `feedback_summary` (`municipality_id`,`catalogue_code`,`quarter`,`words`,`rated`,`sum`,`sum_of_squares`);--> statement-breakpoint
CREATE INDEX `feedback_summary_code` ON `feedback_summary` (`catalogue_code`,`quarter`,`municipality_id`,`words`,`rated`,`sum`,`sum_of_squares`);--> statement-breakpoint
CREATE TABLE `feedback_total` (
	`quarter` text NOT NULL,
	`municipality_id` text NOT NULL,
	`catalogue_code` text NOT NULL,
	`kind` text NOT NULL,
	`criterion` text NOT NULL,
	`count` integer NOT NULL,
	`sum` integer NOT NULL,
	`sum_of_squares` integer NOT NULL,
	PRIMARY KEY(`municipality_id`, `catalogue_code`, `criterion`, `quarter`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `feedback_total_criterion` ON `feedback_total` (`criterion`,`municipality_id`,`catalogue_code`,`quarter`,`kind`,`count`,`sum`,`sum_of_squares`);--> statement-breakpoint
CREATE TABLE `idempotent_answer` (
	`key_hash` text PRIMARY KEY NOT NULL,
	`body_hash` text NOT NULL,
	`answer` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotent_answer_expiry` ON `idempotent_answer` (`expires_at`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	`is_demo` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_email` ON `account` (`email`);--> statement-breakpoint
CREATE TABLE `known_device` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`seen_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `known_device_account` ON `known_device` (`account_id`);--> statement-breakpoint
CREATE INDEX `known_device_seen` ON `known_device` (`seen_at`);--> statement-breakpoint
CREATE TABLE `one_time_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`purpose` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `one_time_link_account` ON `one_time_link` (`account_id`);--> statement-breakpoint
CREATE TABLE `role_grant` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`unit_id` text,
	`granted_at` integer NOT NULL,
	`granted_by` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `role_grant_account` ON `role_grant` (`account_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account_id`);--> statement-breakpoint
CREATE INDEX `session_expiry` ON `session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sign_in_try` (
	`key_hash` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_try_last` ON `sign_in_try` (`last_at`);--> statement-breakpoint
CREATE TABLE `unit` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`slug` text NOT NULL,
	`parent_id` text,
	`name_ky` text NOT NULL,
	`name_ru` text NOT NULL,
	`name_en` text NOT NULL,
	`is_municipality` integer NOT NULL,
	`iso` text,
	`population` integer,
	`population_date` text,
	`lat` real,
	`lon` real,
	`valid_from` text,
	`valid_to` text,
	`standing` text NOT NULL,
	`evidence` text NOT NULL,
	`note` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unit_slug` ON `unit` (`slug`);--> statement-breakpoint
CREATE INDEX `unit_parent` ON `unit` (`parent_id`);--> statement-breakpoint
CREATE TABLE `unit_code` (
	`id` text PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`evidence` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_code_code` ON `unit_code` (`code`);--> statement-breakpoint
CREATE INDEX `unit_code_unit` ON `unit_code` (`unit_id`);--> statement-breakpoint
CREATE TABLE `unit_contact` (
	`unit_id` text PRIMARY KEY NOT NULL,
	`head_name` text,
	`address` text,
	`phone` text,
	`email` text,
	`website` text,
	`is_demo` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `unit_link` (
	`id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`since` text,
	`evidence` text NOT NULL,
	FOREIGN KEY (`from_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_link_from` ON `unit_link` (`from_id`);--> statement-breakpoint
CREATE INDEX `unit_link_to` ON `unit_link` (`to_id`);--> statement-breakpoint
CREATE TABLE `unit_name` (
	`id` text PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`name` text NOT NULL,
	`folded` text NOT NULL,
	`kind` text NOT NULL,
	`language` text NOT NULL,
	`valid_to` text,
	FOREIGN KEY (`unit_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_name_folded` ON `unit_name` (`folded`);--> statement-breakpoint
CREATE INDEX `unit_name_unit` ON `unit_name` (`unit_id`);--> statement-breakpoint
CREATE TABLE `village` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`name_ky` text NOT NULL,
	`name_ru` text NOT NULL,
	`name_en` text NOT NULL,
	`population` integer,
	`is_demo` integer NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `village_municipality` ON `village` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `notice` (
	`id` text PRIMARY KEY NOT NULL,
	`to_address` text,
	`language` text NOT NULL,
	`template` text NOT NULL,
	`values` text NOT NULL,
	`created_at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`lease_holder` text,
	`lease_until` integer,
	`sent_at` integer,
	`last_outcome` text
);
--> statement-breakpoint
CREATE INDEX `notice_due` ON `notice` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `page_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tag` text NOT NULL,
	`at` integer NOT NULL
);
