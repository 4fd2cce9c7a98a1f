CREATE TABLE "answering_setting" (
	"municipality_id" text PRIMARY KEY NOT NULL,
	"promise_working_days" bigint,
	"sentences" jsonb NOT NULL,
	"version" bigint NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback_answer" (
	"id" text PRIMARY KEY NOT NULL,
	"feedback_id" text NOT NULL,
	"municipality_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"language" text NOT NULL,
	"is_public" boolean NOT NULL,
	"promised_for" text,
	"corrects_id" text,
	"corrected_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "feedback_author_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"feedback_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "feedback_case" (
	"feedback_id" text PRIMARY KEY NOT NULL,
	"municipality_id" text NOT NULL,
	"passed_from_id" text,
	"state" text NOT NULL,
	"status" text,
	"version" bigint NOT NULL,
	"since" text NOT NULL,
	"due_on" text,
	"own_due_on" text,
	"promised_for" text,
	"next_on" text,
	"answered_on" text,
	"assignee_id" text,
	"merged_into_id" text,
	"asked_at" timestamp (3) with time zone,
	"outcome" text,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_upload" (
	"id" text PRIMARY KEY NOT NULL,
	"municipality_id" text NOT NULL,
	"year" bigint NOT NULL,
	"stage" text NOT NULL,
	"state" text NOT NULL,
	"version" bigint NOT NULL,
	"file_key" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"source_title" text,
	"source_url" text,
	"source_date" text,
	"is_demo" boolean NOT NULL,
	"mapping" jsonb,
	"result_key" text,
	"line_count" bigint NOT NULL,
	"finding_count" bigint NOT NULL,
	"open_count" bigint NOT NULL,
	"refusals" jsonb,
	"answers" jsonb NOT NULL,
	"rows_read" bigint NOT NULL,
	"percent_read" bigint NOT NULL,
	"attempts" bigint NOT NULL,
	"lease_holder" text,
	"lease_until" timestamp (3) with time zone,
	"budget_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "column_memory" (
	"municipality_id" text NOT NULL,
	"fingerprint" text NOT NULL,
	"columns" jsonb NOT NULL,
	"unit" text,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "column_memory_municipality_id_fingerprint_pk" PRIMARY KEY("municipality_id","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "document" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_type" text NOT NULL,
	"owner_id" text NOT NULL,
	"municipality_id" text NOT NULL,
	"title" text NOT NULL,
	"file_name" text NOT NULL,
	"file_key" text NOT NULL,
	"mime_type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"width" bigint,
	"height" bigint,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by" text NOT NULL,
	"published_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "hearing" (
	"id" text PRIMARY KEY NOT NULL,
	"municipality_id" text NOT NULL,
	"kind" text NOT NULL,
	"budget_year" bigint,
	"title_ky" text NOT NULL,
	"title_ru" text,
	"title_en" text,
	"lead_ky" text,
	"lead_ru" text,
	"lead_en" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"venue" text,
	"village" text,
	"online_url" text,
	"state" text NOT NULL,
	"announced_at" timestamp (3) with time zone,
	"results_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"minutes" text,
	"version" bigint DEFAULT 0 NOT NULL,
	"minutes_version" bigint DEFAULT 0 NOT NULL,
	"attendance_version" bigint DEFAULT 0 NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	"due_told_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hearing_agenda" (
	"id" text PRIMARY KEY NOT NULL,
	"hearing_id" text NOT NULL,
	"position" bigint NOT NULL,
	"text_ky" text NOT NULL,
	"text_ru" text,
	"text_en" text
);
--> statement-breakpoint
CREATE TABLE "hearing_attendance" (
	"id" text PRIMARY KEY NOT NULL,
	"hearing_id" text NOT NULL,
	"village" text NOT NULL,
	"women" bigint,
	"men" bigint,
	"total" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hearing_item" (
	"id" text PRIMARY KEY NOT NULL,
	"hearing_id" text NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"text" text,
	"language" text NOT NULL,
	"village" text,
	"sex" text,
	"feedback_reference" text,
	"is_word" boolean NOT NULL,
	"entry_key" text,
	"answer" text,
	"fate" text NOT NULL,
	"budget_line_id" text,
	"taken_into" text,
	"reason" text,
	"decided_at" timestamp (3) with time zone,
	"version" bigint DEFAULT 0 NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hearing_move" (
	"id" text PRIMARY KEY NOT NULL,
	"hearing_id" text NOT NULL,
	"moved_at" timestamp (3) with time zone NOT NULL,
	"from_starts_at" timestamp (3) with time zone NOT NULL,
	"from_venue" text,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hearing_reminder" (
	"id" text PRIMARY KEY NOT NULL,
	"hearing_id" text NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"token" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"erase_on" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"municipality_id" text,
	"state" text NOT NULL,
	"version" bigint NOT NULL,
	"content" jsonb NOT NULL,
	"published" jsonb,
	"is_public" boolean NOT NULL,
	"topic" text,
	"cost" bigint,
	"published_at" timestamp (3) with time zone,
	"revised_at" timestamp (3) with time zone,
	"chosen_at" timestamp (3) with time zone,
	"submitted_at" timestamp (3) with time zone,
	"withdrawn_reason" text,
	"source" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_adoption" (
	"id" text PRIMARY KEY NOT NULL,
	"practice_id" text NOT NULL,
	"municipality_id" text NOT NULL,
	"state" text NOT NULL,
	"note" text,
	"since" timestamp (3) with time zone NOT NULL,
	"adopted_on" text,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_comment" (
	"id" text PRIMARY KEY NOT NULL,
	"practice_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report" (
	"id" text PRIMARY KEY NOT NULL,
	"municipality_id" text NOT NULL,
	"slug" text,
	"type" text NOT NULL,
	"issuer" text NOT NULL,
	"year" bigint NOT NULL,
	"state" text NOT NULL,
	"publish_at" timestamp (3) with time zone,
	"scheduled_by" text,
	"first_published_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone,
	"current_revision" bigint NOT NULL,
	"version" bigint NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	"edited_by" text NOT NULL,
	"review_note" text,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_revision" (
	"report_id" text NOT NULL,
	"number" bigint NOT NULL,
	"type" text NOT NULL,
	"issuer" text NOT NULL,
	"period_from" text,
	"period_to" text,
	"subject_type" text,
	"subject_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"reason" text,
	CONSTRAINT "report_revision_report_id_number_pk" PRIMARY KEY("report_id","number")
);
--> statement-breakpoint
CREATE TABLE "report_text" (
	"report_id" text NOT NULL,
	"revision" bigint NOT NULL,
	"lang" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "report_text_report_id_revision_lang_pk" PRIMARY KEY("report_id","revision","lang")
);
--> statement-breakpoint
CREATE TABLE "search_document" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_document_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"lang" text NOT NULL,
	"municipality_id" text,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"folded_title" text NOT NULL,
	"folded_body" text NOT NULL,
	"path" text NOT NULL,
	"at" text,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "eid_link" (
	"subject_hash" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kept_form" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"account_id" text,
	"kept_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "second_factor" (
	"account_id" text PRIMARY KEY NOT NULL,
	"sealed_secret" text NOT NULL,
	"last_step" bigint NOT NULL,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "budget_finding" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "feedback" ADD COLUMN "office_reads" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "feedback_contact" ADD COLUMN "unsubscribe_token" text;--> statement-breakpoint
ALTER TABLE "feedback_contact" ADD COLUMN "unsubscribed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "feedback_event" ADD COLUMN "answer_id" text;--> statement-breakpoint
ALTER TABLE "feedback_event" ADD COLUMN "to_unit_id" text;--> statement-breakpoint
ALTER TABLE "feedback_event" ADD COLUMN "party" text;--> statement-breakpoint
ALTER TABLE "feedback_event" ADD COLUMN "promised_for" text;--> statement-breakpoint
ALTER TABLE "feedback_event" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "proof" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "seen_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "unit_contact" ADD COLUMN "version" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "about" text;--> statement-breakpoint
ALTER TABLE "answering_setting" ADD CONSTRAINT "answering_setting_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_answer" ADD CONSTRAINT "feedback_answer_feedback_id_feedback_id_fk" FOREIGN KEY ("feedback_id") REFERENCES "public"."feedback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_answer" ADD CONSTRAINT "feedback_answer_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_author_link" ADD CONSTRAINT "feedback_author_link_feedback_id_feedback_id_fk" FOREIGN KEY ("feedback_id") REFERENCES "public"."feedback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_case" ADD CONSTRAINT "feedback_case_feedback_id_feedback_id_fk" FOREIGN KEY ("feedback_id") REFERENCES "public"."feedback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_case" ADD CONSTRAINT "feedback_case_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_case" ADD CONSTRAINT "feedback_case_assignee_id_account_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_case" ADD CONSTRAINT "feedback_case_merged_into_id_feedback_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."feedback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_upload" ADD CONSTRAINT "budget_upload_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "column_memory" ADD CONSTRAINT "column_memory_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearing" ADD CONSTRAINT "hearing_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearing_agenda" ADD CONSTRAINT "hearing_agenda_hearing_id_hearing_id_fk" FOREIGN KEY ("hearing_id") REFERENCES "public"."hearing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearing_attendance" ADD CONSTRAINT "hearing_attendance_hearing_id_hearing_id_fk" FOREIGN KEY ("hearing_id") REFERENCES "public"."hearing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearing_item" ADD CONSTRAINT "hearing_item_hearing_id_hearing_id_fk" FOREIGN KEY ("hearing_id") REFERENCES "public"."hearing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearing_move" ADD CONSTRAINT "hearing_move_hearing_id_hearing_id_fk" FOREIGN KEY ("hearing_id") REFERENCES "public"."hearing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hearing_reminder" ADD CONSTRAINT "hearing_reminder_hearing_id_hearing_id_fk" FOREIGN KEY ("hearing_id") REFERENCES "public"."hearing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_adoption" ADD CONSTRAINT "practice_adoption_practice_id_practice_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_comment" ADD CONSTRAINT "practice_comment_practice_id_practice_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_revision" ADD CONSTRAINT "report_revision_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_text" ADD CONSTRAINT "report_text_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eid_link" ADD CONSTRAINT "eid_link_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_form" ADD CONSTRAINT "kept_form_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_answer_feedback" ON "feedback_answer" USING btree ("feedback_id","at");--> statement-breakpoint
CREATE INDEX "feedback_author_link_feedback" ON "feedback_author_link" USING btree ("feedback_id");--> statement-breakpoint
CREATE INDEX "feedback_author_link_expiry" ON "feedback_author_link" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "feedback_case_inbox" ON "feedback_case" USING btree ("municipality_id","state","next_on");--> statement-breakpoint
CREATE INDEX "feedback_case_promised" ON "feedback_case" USING btree ("state","promised_for");--> statement-breakpoint
CREATE INDEX "feedback_case_merged" ON "feedback_case" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "feedback_case_changed" ON "feedback_case" USING btree ("status","changed_at");--> statement-breakpoint
CREATE INDEX "budget_upload_place" ON "budget_upload" USING btree ("municipality_id","state");--> statement-breakpoint
CREATE INDEX "budget_upload_state" ON "budget_upload" USING btree ("state","lease_until");--> statement-breakpoint
CREATE INDEX "document_owner" ON "document" USING btree ("owner_type","owner_id");--> statement-breakpoint
CREATE INDEX "document_file" ON "document" USING btree ("file_key");--> statement-breakpoint
CREATE INDEX "hearing_municipality" ON "hearing" USING btree ("municipality_id","starts_at");--> statement-breakpoint
CREATE INDEX "hearing_state" ON "hearing" USING btree ("state","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "hearing_agenda_position" ON "hearing_agenda" USING btree ("hearing_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "hearing_attendance_village" ON "hearing_attendance" USING btree ("hearing_id","village");--> statement-breakpoint
CREATE INDEX "hearing_item_hearing" ON "hearing_item" USING btree ("hearing_id","entered_at");--> statement-breakpoint
CREATE UNIQUE INDEX "hearing_item_reference" ON "hearing_item" USING btree ("feedback_reference");--> statement-breakpoint
CREATE UNIQUE INDEX "hearing_item_entry" ON "hearing_item" USING btree ("entry_key");--> statement-breakpoint
CREATE INDEX "hearing_move_hearing" ON "hearing_move" USING btree ("hearing_id","moved_at");--> statement-breakpoint
CREATE UNIQUE INDEX "hearing_reminder_email" ON "hearing_reminder" USING btree ("hearing_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "hearing_reminder_token" ON "hearing_reminder" USING btree ("token");--> statement-breakpoint
CREATE INDEX "hearing_reminder_erase" ON "hearing_reminder" USING btree ("erase_on");--> statement-breakpoint
CREATE UNIQUE INDEX "practice_slug" ON "practice" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "practice_municipality" ON "practice" USING btree ("municipality_id");--> statement-breakpoint
CREATE INDEX "practice_public" ON "practice" USING btree ("is_public","published_at");--> statement-breakpoint
CREATE INDEX "practice_state" ON "practice" USING btree ("state","submitted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "practice_adoption_once" ON "practice_adoption" USING btree ("practice_id","municipality_id");--> statement-breakpoint
CREATE INDEX "practice_adoption_municipality" ON "practice_adoption" USING btree ("municipality_id");--> statement-breakpoint
CREATE INDEX "practice_comment_practice" ON "practice_comment" USING btree ("practice_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "report_slug" ON "report" USING btree ("municipality_id","slug");--> statement-breakpoint
CREATE INDEX "report_due" ON "report" USING btree ("state","publish_at");--> statement-breakpoint
CREATE INDEX "report_latest" ON "report" USING btree ("first_published_at","id");--> statement-breakpoint
CREATE INDEX "report_municipality" ON "report" USING btree ("municipality_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "search_document_subject" ON "search_document" USING btree ("kind","subject_id","lang");--> statement-breakpoint
CREATE INDEX "search_document_municipality" ON "search_document" USING btree ("municipality_id");--> statement-breakpoint
CREATE UNIQUE INDEX "eid_link_account" ON "eid_link" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "kept_form_expiry" ON "kept_form" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "recovery_code_account" ON "recovery_code" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "feedback_contact_unsubscribe" ON "feedback_contact" USING btree ("unsubscribe_token");--> statement-breakpoint
CREATE INDEX "role_grant_unit" ON "role_grant" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "notice_about" ON "notice" USING btree ("about");