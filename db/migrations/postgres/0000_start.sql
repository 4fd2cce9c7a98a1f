CREATE TABLE "audit_entry" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"reason" text NOT NULL,
	"detail" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"id" bigint PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget" (
	"id" text PRIMARY KEY NOT NULL,
	"municipality_id" text NOT NULL,
	"year" bigint NOT NULL,
	"stage" text NOT NULL,
	"version" bigint NOT NULL,
	"is_current" boolean NOT NULL,
	"printed_unit" text NOT NULL,
	"source_title" text NOT NULL,
	"source_url" text,
	"source_date" text,
	"source_file" text,
	"source_file_name" text,
	"source_sha256" text,
	"notes" text,
	"is_demo" boolean NOT NULL,
	"revenue_plan" bigint,
	"revenue_actual" bigint,
	"expenditure_plan" bigint,
	"expenditure_actual" bigint,
	"line_count" bigint NOT NULL,
	"finding_count" bigint NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	"imported_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_finding" (
	"id" text PRIMARY KEY NOT NULL,
	"budget_id" text NOT NULL,
	"code" text NOT NULL,
	"line_id" text,
	"row" bigint,
	"difference" bigint,
	"values" jsonb NOT NULL,
	"explanation" text,
	"explained_by" text,
	"explained_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "budget_line" (
	"id" text PRIMARY KEY NOT NULL,
	"budget_id" text NOT NULL,
	"position" bigint NOT NULL,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"parent_id" text,
	"name" text NOT NULL,
	"name_ky" text,
	"name_ru" text,
	"name_en" text,
	"local_code" text,
	"economic_code" text,
	"functional_code" text,
	"is_delegated" boolean NOT NULL,
	"plan" bigint,
	"actual" bigint,
	"printed_plan" text,
	"printed_actual" text,
	"row" bigint,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"order_key" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"attempts" bigint NOT NULL,
	"first_attempt_at" timestamp (3) with time zone,
	"next_attempt_at" timestamp (3) with time zone,
	"lease_holder" text,
	"lease_until" timestamp (3) with time zone,
	"last_outcome" text,
	"sent_at" timestamp (3) with time zone,
	"sent_by" text,
	"receipt" text,
	"erase_contact_on" text
);
--> statement-breakpoint
CREATE TABLE "delivery_counter" (
	"id" bigint PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"tracking_hash" text NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"quarter" text NOT NULL,
	"municipality_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text,
	"subject_label" text NOT NULL,
	"catalogue_code" text,
	"catalogue_version" text,
	"text" text,
	"published_text" text,
	"language" text NOT NULL,
	"village_id" text,
	"village_name" text,
	"address" text,
	"lat" double precision,
	"lon" double precision,
	"age_band" text,
	"sex" text,
	"respondent_village" text,
	"consent_publish" boolean NOT NULL,
	"consent_share_contact" boolean NOT NULL,
	"channel" text NOT NULL,
	"moderation" text NOT NULL,
	"moderation_version" bigint DEFAULT 0 NOT NULL,
	"rating_mean" double precision,
	"status" text NOT NULL,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback_contact" (
	"feedback_id" text PRIMARY KEY NOT NULL,
	"name" text,
	"email" text,
	"phone" text,
	"erase_on" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback_draft" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"municipality_id" text NOT NULL,
	"answers" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback_event" (
	"id" text PRIMARY KEY NOT NULL,
	"feedback_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"by" text NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"note" text,
	"is_public" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback_moderation" (
	"id" text PRIMARY KEY NOT NULL,
	"feedback_id" text NOT NULL,
	"version" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"decision" text NOT NULL,
	"reason" text,
	"note" text,
	"published_text" text
);
--> statement-breakpoint
CREATE TABLE "feedback_rating" (
	"feedback_id" text NOT NULL,
	"criterion" text NOT NULL,
	"score" bigint NOT NULL,
	CONSTRAINT "feedback_rating_feedback_id_criterion_pk" PRIMARY KEY("feedback_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "feedback_summary" (
	"quarter" text NOT NULL,
	"municipality_id" text NOT NULL,
	"catalogue_code" text NOT NULL,
	"words" bigint NOT NULL,
	"rated" bigint NOT NULL,
	"sum" bigint NOT NULL,
	"sum_of_squares" bigint NOT NULL,
	CONSTRAINT "feedback_summary_municipality_id_catalogue_code_quarter_pk" PRIMARY KEY("municipality_id","catalogue_code","quarter")
);
--> statement-breakpoint
CREATE TABLE "feedback_total" (
	"quarter" text NOT NULL,
	"municipality_id" text NOT NULL,
	"catalogue_code" text NOT NULL,
	"kind" text NOT NULL,
	"criterion" text NOT NULL,
	"count" bigint NOT NULL,
	"sum" bigint NOT NULL,
	"sum_of_squares" bigint NOT NULL,
	CONSTRAINT "feedback_total_municipality_id_catalogue_code_criterion_quarter_kind_pk" PRIMARY KEY("municipality_id","catalogue_code","criterion","quarter","kind")
);
--> statement-breakpoint
CREATE TABLE "idempotent_answer" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"body_hash" text NOT NULL,
	"answer" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"language" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "known_device" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "one_time_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"purpose" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"role" text NOT NULL,
	"unit_id" text,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"granted_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_try" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"count" bigint NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"parent_id" text,
	"name_ky" text NOT NULL,
	"name_ru" text NOT NULL,
	"name_en" text NOT NULL,
	"is_municipality" boolean NOT NULL,
	"iso" text,
	"population" bigint,
	"population_date" text,
	"lat" double precision,
	"lon" double precision,
	"valid_from" text,
	"valid_to" text,
	"standing" text NOT NULL,
	"evidence" text NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_code" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"valid_from" text,
	"valid_to" text,
	"evidence" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_contact" (
	"unit_id" text PRIMARY KEY NOT NULL,
	"head_name" text,
	"address" text,
	"phone" text,
	"email" text,
	"website" text,
	"is_demo" boolean NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_link" (
	"id" text PRIMARY KEY NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"since" text,
	"evidence" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_name" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"name" text NOT NULL,
	"folded" text NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"valid_to" text
);
--> statement-breakpoint
CREATE TABLE "village" (
	"id" text PRIMARY KEY NOT NULL,
	"municipality_id" text NOT NULL,
	"name_ky" text NOT NULL,
	"name_ru" text NOT NULL,
	"name_en" text NOT NULL,
	"population" bigint,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" text PRIMARY KEY NOT NULL,
	"to_address" text,
	"language" text NOT NULL,
	"template" text NOT NULL,
	"values" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"attempts" bigint NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"lease_holder" text,
	"lease_until" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"last_outcome" text
);
--> statement-breakpoint
CREATE TABLE "page_change" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "page_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tag" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "budget" ADD CONSTRAINT "budget_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_finding" ADD CONSTRAINT "budget_finding_budget_id_budget_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_budget_id_budget_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_contact" ADD CONSTRAINT "feedback_contact_feedback_id_feedback_id_fk" FOREIGN KEY ("feedback_id") REFERENCES "public"."feedback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_event" ADD CONSTRAINT "feedback_event_feedback_id_feedback_id_fk" FOREIGN KEY ("feedback_id") REFERENCES "public"."feedback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_moderation" ADD CONSTRAINT "feedback_moderation_feedback_id_feedback_id_fk" FOREIGN KEY ("feedback_id") REFERENCES "public"."feedback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_rating" ADD CONSTRAINT "feedback_rating_feedback_id_feedback_id_fk" FOREIGN KEY ("feedback_id") REFERENCES "public"."feedback"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_code" ADD CONSTRAINT "unit_code_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_contact" ADD CONSTRAINT "unit_contact_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_link" ADD CONSTRAINT "unit_link_from_id_unit_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_link" ADD CONSTRAINT "unit_link_to_id_unit_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_name" ADD CONSTRAINT "unit_name_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "village" ADD CONSTRAINT "village_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entry_subject" ON "audit_entry" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "budget_version" ON "budget" USING btree ("municipality_id","year","stage","version");--> statement-breakpoint
CREATE INDEX "budget_finding_budget" ON "budget_finding" USING btree ("budget_id");--> statement-breakpoint
CREATE INDEX "budget_line_budget" ON "budget_line" USING btree ("budget_id","position");--> statement-breakpoint
CREATE INDEX "delivery_due" ON "delivery" USING btree ("state","next_attempt_at","seq");--> statement-breakpoint
CREATE INDEX "delivery_state" ON "delivery" USING btree ("state","seq");--> statement-breakpoint
CREATE INDEX "delivery_order" ON "delivery" USING btree ("order_key","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_seq" ON "delivery" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "delivery_erase" ON "delivery" USING btree ("erase_contact_on");--> statement-breakpoint
CREATE UNIQUE INDEX "feedback_reference" ON "feedback" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "feedback_municipality" ON "feedback" USING btree ("municipality_id","submitted_at");--> statement-breakpoint
CREATE INDEX "feedback_queue" ON "feedback" USING btree ("moderation","submitted_at","id","municipality_id","kind","catalogue_code","rating_mean");--> statement-breakpoint
CREATE INDEX "feedback_subject" ON "feedback" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "feedback_contact_erase" ON "feedback_contact" USING btree ("erase_on");--> statement-breakpoint
CREATE INDEX "feedback_draft_expiry" ON "feedback_draft" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "feedback_event_feedback" ON "feedback_event" USING btree ("feedback_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "feedback_moderation_version" ON "feedback_moderation" USING btree ("feedback_id","version");--> statement-breakpoint
CREATE INDEX "feedback_summary_quarter" ON "feedback_summary" USING btree ("quarter","municipality_id","catalogue_code","words","rated","sum","sum_of_squares");--> statement-breakpoint
CREATE INDEX "feedback_summary_place" ON "feedback_summary" USING btree ("municipality_id","catalogue_code","quarter","words","rated","sum","sum_of_squares");--> statement-breakpoint
CREATE INDEX "feedback_summary_code" ON "feedback_summary" USING btree ("catalogue_code","quarter","municipality_id","words","rated","sum","sum_of_squares");--> statement-breakpoint
CREATE INDEX "feedback_total_criterion" ON "feedback_total" USING btree ("criterion","municipality_id","catalogue_code","quarter","kind","count","sum","sum_of_squares");--> statement-breakpoint
CREATE INDEX "idempotent_answer_expiry" ON "idempotent_answer" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "account_email" ON "account" USING btree ("email");--> statement-breakpoint
CREATE INDEX "known_device_account" ON "known_device" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "known_device_seen" ON "known_device" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "one_time_link_account" ON "one_time_link" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "role_grant_account" ON "role_grant" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "session_expiry" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_try_last" ON "sign_in_try" USING btree ("last_at");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_slug" ON "unit" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "unit_parent" ON "unit" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "unit_code_code" ON "unit_code" USING btree ("code");--> statement-breakpoint
CREATE INDEX "unit_code_unit" ON "unit_code" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "unit_link_from" ON "unit_link" USING btree ("from_id");--> statement-breakpoint
CREATE INDEX "unit_link_to" ON "unit_link" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "unit_name_folded" ON "unit_name" USING btree ("folded");--> statement-breakpoint
CREATE INDEX "unit_name_unit" ON "unit_name" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "village_municipality" ON "village" USING btree ("municipality_id");--> statement-breakpoint
CREATE INDEX "notice_due" ON "notice" USING btree ("state","next_attempt_at");