CREATE TABLE `box_closing` (
	`cycle_id` text PRIMARY KEY NOT NULL,
	`closed_at` integer NOT NULL,
	`envelopes` integer NOT NULL,
	`head` text NOT NULL,
	`opened_at` integer,
	`spoiled` text
);
--> statement-breakpoint
CREATE TABLE `box_envelope` (
	`receipt` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`pot` text NOT NULL,
	`fingerprint` text,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `box_envelope_cycle` ON `box_envelope` (`cycle_id`,`receipt`);--> statement-breakpoint
CREATE TABLE `box_key` (
	`cycle_id` text PRIMARY KEY NOT NULL,
	`public_key` text NOT NULL,
	`rehearsed_at` integer,
	`made_at` integer NOT NULL,
	`is_demo` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `box_opened` (
	`cycle_id` text NOT NULL,
	`pot` text NOT NULL,
	`number` integer NOT NULL,
	`choices` text NOT NULL,
	PRIMARY KEY(`cycle_id`, `pot`, `number`)
);
--> statement-breakpoint
CREATE TABLE `box_rotation` (
	`cycle_id` text NOT NULL,
	`rotation` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`cycle_id`, `rotation`)
);
--> statement-breakpoint
CREATE TABLE `box_tested` (
	`receipt` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `pb_area` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`position` integer NOT NULL,
	`name_ky` text NOT NULL,
	`name_ru` text,
	`name_en` text,
	`pot` integer NOT NULL,
	`entitled` integer NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `pb_cycle`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pb_area_position` ON `pb_area` (`cycle_id`,`position`);--> statement-breakpoint
CREATE TABLE `pb_cycle` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality_id` text NOT NULL,
	`title_ky` text NOT NULL,
	`title_ru` text,
	`title_en` text,
	`lead_ky` text,
	`lead_ru` text,
	`lead_en` text,
	`budget_year` integer NOT NULL,
	`budget_line_id` text,
	`budget_line_name` text,
	`amount` integer NOT NULL,
	`state` text NOT NULL,
	`rules` text NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`published_at` integer,
	`cancelled_at` integer,
	`cancel_reason` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`is_demo` integer NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_cycle_municipality` ON `pb_cycle` (`municipality_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `pb_cycle_state` ON `pb_cycle` (`state`);--> statement-breakpoint
CREATE TABLE `pb_cycle_place` (
	`cycle_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	PRIMARY KEY(`cycle_id`, `municipality_id`),
	FOREIGN KEY (`cycle_id`) REFERENCES `pb_cycle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_cycle_place_municipality` ON `pb_cycle_place` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `pb_frozen` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`number` integer NOT NULL,
	`content` text NOT NULL,
	`sha256` text NOT NULL,
	`reason` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `pb_cycle`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pb_frozen_number` ON `pb_frozen` (`cycle_id`,`number`);--> statement-breakpoint
CREATE TABLE `pb_phase` (
	`cycle_id` text NOT NULL,
	`kind` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`online_ends_at` integer,
	PRIMARY KEY(`cycle_id`, `kind`),
	FOREIGN KEY (`cycle_id`) REFERENCES `pb_cycle`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_phase_time` ON `pb_phase` (`kind`,`starts_at`);--> statement-breakpoint
CREATE TABLE `pb_paper_entry` (
	`station_id` text NOT NULL,
	`number` integer NOT NULL,
	`entry` integer NOT NULL,
	`verdict` text NOT NULL,
	`choices` text NOT NULL,
	`keyed_by` text NOT NULL,
	`keyed_at` integer NOT NULL,
	`entry_key` text,
	PRIMARY KEY(`station_id`, `number`, `entry`),
	FOREIGN KEY (`station_id`) REFERENCES `pb_station`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_paper_entry_by` ON `pb_paper_entry` (`keyed_by`);--> statement-breakpoint
CREATE TABLE `pb_station` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`area_id` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`address` text,
	`day` text,
	`hours` text,
	`first_serial` integer,
	`last_serial` integer,
	`printed` text,
	`handed_out` integer,
	`spoiled_replaced` integer,
	`unused` integer,
	`in_urn` integer,
	`remarks` text,
	`signed_by` text,
	`signed_at` integer,
	`version` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `pb_cycle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`area_id`) REFERENCES `pb_area`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pb_station_number` ON `pb_station` (`cycle_id`,`number`);--> statement-breakpoint
CREATE TABLE `pb_confirmation` (
	`project_id` text NOT NULL,
	`resident` text NOT NULL,
	`answer` text NOT NULL,
	`note` text,
	`note_shown` integer DEFAULT false NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`project_id`, `resident`),
	FOREIGN KEY (`project_id`) REFERENCES `pb_project`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pb_contract` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`contractor` text NOT NULL,
	`number` text,
	`subject` text NOT NULL,
	`amount` integer NOT NULL,
	`signed_on` text NOT NULL,
	`tender_url` text,
	FOREIGN KEY (`project_id`) REFERENCES `pb_project`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_contract_project` ON `pb_contract` (`project_id`);--> statement-breakpoint
CREATE TABLE `pb_follower` (
	`id` text PRIMARY KEY NOT NULL,
	`proposal_id` text NOT NULL,
	`email` text NOT NULL,
	`language` text NOT NULL,
	`token` text NOT NULL,
	`confirmed_at` integer,
	`asked_at` integer NOT NULL,
	`erase_on` text NOT NULL,
	FOREIGN KEY (`proposal_id`) REFERENCES `pb_proposal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pb_follower_email` ON `pb_follower` (`proposal_id`,`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `pb_follower_token` ON `pb_follower` (`token`);--> statement-breakpoint
CREATE INDEX `pb_follower_erase` ON `pb_follower` (`erase_on`);--> statement-breakpoint
CREATE TABLE `pb_project` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`price` integer NOT NULL,
	`first_end` text,
	`first_cost` integer,
	`finished_on` text,
	`version` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`is_demo` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `pb_proposal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cycle_id`) REFERENCES `pb_cycle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_project_cycle` ON `pb_project` (`cycle_id`);--> statement-breakpoint
CREATE INDEX `pb_project_municipality` ON `pb_project` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `pb_project_line` (
	`project_id` text NOT NULL,
	`budget_line_id` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`project_id`, `budget_line_id`),
	FOREIGN KEY (`project_id`) REFERENCES `pb_project`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pb_project_news` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`group_name` text,
	`day` text,
	`day_was` text,
	`cost_was` integer,
	`cost` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `pb_project`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_project_news_project` ON `pb_project_news` (`project_id`,`at`);--> statement-breakpoint
CREATE TABLE `pb_stage` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`planned_from` text,
	`planned_to` text,
	`actual_from` text,
	`actual_to` text,
	`planned_cost` integer,
	`actual_cost` integer,
	`first_to` text,
	`first_cost` integer,
	FOREIGN KEY (`project_id`) REFERENCES `pb_project`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pb_stage_position` ON `pb_stage` (`project_id`,`position`);--> statement-breakpoint
CREATE TABLE `pb_appeal` (
	`id` text PRIMARY KEY NOT NULL,
	`proposal_id` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`answer` text,
	`outcome` text,
	`decided_at` integer,
	FOREIGN KEY (`proposal_id`) REFERENCES `pb_proposal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_appeal_proposal` ON `pb_appeal` (`proposal_id`,`at`);--> statement-breakpoint
CREATE TABLE `pb_author` (
	`id` text PRIMARY KEY NOT NULL,
	`proposal_id` text NOT NULL,
	`role` text NOT NULL,
	`name` text NOT NULL,
	`show_name` integer NOT NULL,
	`email` text,
	`phone` text,
	`language` text NOT NULL,
	`code_hash` text,
	`confirmed_at` integer,
	`erase_on` text NOT NULL,
	FOREIGN KEY (`proposal_id`) REFERENCES `pb_proposal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_author_proposal` ON `pb_author` (`proposal_id`);--> statement-breakpoint
CREATE INDEX `pb_author_code` ON `pb_author` (`code_hash`);--> statement-breakpoint
CREATE INDEX `pb_author_erase` ON `pb_author` (`erase_on`);--> statement-breakpoint
CREATE TABLE `pb_proposal` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`area_id` text,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`language` text NOT NULL,
	`title_ky` text,
	`title_ru` text,
	`title_en` text,
	`place_name` text,
	`latitude` real,
	`longitude` real,
	`rough_cost` integer,
	`state` text NOT NULL,
	`state_reason` text,
	`origin` text NOT NULL,
	`origin_reference` text,
	`form_key` text,
	`version` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`is_demo` integer NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `pb_cycle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`area_id`) REFERENCES `pb_area`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pb_proposal_form` ON `pb_proposal` (`form_key`);--> statement-breakpoint
CREATE INDEX `pb_proposal_cycle` ON `pb_proposal` (`cycle_id`,`state`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `pb_proposal_origin` ON `pb_proposal` (`cycle_id`,`origin`,`origin_reference`);--> statement-breakpoint
CREATE TABLE `pb_proposal_event` (
	`id` text PRIMARY KEY NOT NULL,
	`proposal_id` text NOT NULL,
	`kind` text NOT NULL,
	`note` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`proposal_id`) REFERENCES `pb_proposal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_proposal_event_proposal` ON `pb_proposal_event` (`proposal_id`,`at`);--> statement-breakpoint
CREATE TABLE `pb_proposal_link` (
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`from_id`, `to_id`),
	FOREIGN KEY (`from_id`) REFERENCES `pb_proposal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `pb_proposal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_proposal_link_to` ON `pb_proposal_link` (`to_id`);--> statement-breakpoint
CREATE TABLE `pb_review` (
	`proposal_id` text PRIMARY KEY NOT NULL,
	`eligible` integer,
	`ineligible_rule` text,
	`feasible` integer,
	`explanation` text,
	`price` integer,
	`price_explanation` text,
	`first_year_cost` integer,
	`running_cost` integer,
	`duration_months` integer,
	`batch_id` text,
	`released_at` integer,
	`version` integer DEFAULT 0 NOT NULL,
	`changed_at` integer NOT NULL,
	`earlier` text,
	FOREIGN KEY (`proposal_id`) REFERENCES `pb_proposal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_review_batch` ON `pb_review` (`batch_id`);--> statement-breakpoint
CREATE TABLE `pb_support` (
	`proposal_id` text NOT NULL,
	`supporter` text NOT NULL,
	`cycle_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`proposal_id`, `supporter`),
	FOREIGN KEY (`proposal_id`) REFERENCES `pb_proposal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_support_supporter` ON `pb_support` (`cycle_id`,`supporter`);--> statement-breakpoint
CREATE TABLE `pb_announcement` (
	`cycle_id` text PRIMARY KEY NOT NULL,
	`result_sha256` text NOT NULL,
	`announced_at` integer NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `pb_cycle`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pb_announcement_at` ON `pb_announcement` (`announced_at`);--> statement-breakpoint
CREATE TABLE `pb_count` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`pot` text NOT NULL,
	`input` text NOT NULL,
	`input_sha256` text NOT NULL,
	`frozen_sha256` text NOT NULL,
	`seed` text,
	`outcome` text NOT NULL,
	`told` text NOT NULL,
	`counted_at` integer NOT NULL,
	FOREIGN KEY (`cycle_id`) REFERENCES `pb_cycle`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pb_count_pot` ON `pb_count` (`cycle_id`,`pot`);--> statement-breakpoint
CREATE TABLE `pb_signature` (
	`cycle_id` text NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`result_sha256` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`cycle_id`, `account_id`),
	FOREIGN KEY (`cycle_id`) REFERENCES `pb_cycle`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `roll_batch` (
	`id` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`area_id` text NOT NULL,
	`number` integer NOT NULL,
	`count` integer NOT NULL,
	`printed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `roll_batch_number` ON `roll_batch` (`cycle_id`,`number`);--> statement-breakpoint
CREATE TABLE `roll_code` (
	`key` text PRIMARY KEY NOT NULL,
	`cycle_id` text NOT NULL,
	`area_id` text NOT NULL,
	`batch_id` text NOT NULL,
	`serial` text NOT NULL,
	`state` text NOT NULL,
	`started` integer DEFAULT false NOT NULL,
	`handed` integer DEFAULT false NOT NULL,
	`holder` text,
	`sex` text,
	`age_band` text,
	`replaced_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `roll_code_serial` ON `roll_code` (`cycle_id`,`serial`);--> statement-breakpoint
CREATE INDEX `roll_code_batch` ON `roll_code` (`batch_id`);--> statement-breakpoint
CREATE TABLE `roll_count` (
	`cycle_id` text PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`content` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `roll_name` (
	`cycle_id` text NOT NULL,
	`number` text NOT NULL,
	`person_key` text NOT NULL,
	`name` text NOT NULL,
	`folded` text NOT NULL,
	`birth_year` integer,
	`village` text,
	`station_id` text,
	PRIMARY KEY(`cycle_id`, `number`)
);
--> statement-breakpoint
CREATE INDEX `roll_name_station` ON `roll_name` (`cycle_id`,`station_id`);--> statement-breakpoint
CREATE TABLE `roll_person` (
	`cycle_id` text NOT NULL,
	`key` text NOT NULL,
	`area_id` text NOT NULL,
	`on_roll` integer DEFAULT false NOT NULL,
	`sex` text,
	`age_band` text,
	`state` text NOT NULL,
	`channel` text,
	PRIMARY KEY(`cycle_id`, `key`)
);
