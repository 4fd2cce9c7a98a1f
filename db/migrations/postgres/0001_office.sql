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
CREATE TABLE "search_document" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_document_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"lang" text NOT NULL,
	"municipality_id" text,
	"title" text NOT NULL,
	"body" text NOT NULL,
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
ALTER TABLE "session" ADD COLUMN "proof" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "seen_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "budget_upload" ADD CONSTRAINT "budget_upload_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "column_memory" ADD CONSTRAINT "column_memory_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_adoption" ADD CONSTRAINT "practice_adoption_practice_id_practice_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_comment" ADD CONSTRAINT "practice_comment_practice_id_practice_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."practice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eid_link" ADD CONSTRAINT "eid_link_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_form" ADD CONSTRAINT "kept_form_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_upload_place" ON "budget_upload" USING btree ("municipality_id","state");--> statement-breakpoint
CREATE INDEX "budget_upload_state" ON "budget_upload" USING btree ("state","lease_until");--> statement-breakpoint
CREATE INDEX "document_owner" ON "document" USING btree ("owner_type","owner_id");--> statement-breakpoint
CREATE INDEX "document_file" ON "document" USING btree ("file_key");--> statement-breakpoint
CREATE UNIQUE INDEX "practice_slug" ON "practice" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "practice_municipality" ON "practice" USING btree ("municipality_id");--> statement-breakpoint
CREATE INDEX "practice_public" ON "practice" USING btree ("is_public","published_at");--> statement-breakpoint
CREATE INDEX "practice_state" ON "practice" USING btree ("state","submitted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "practice_adoption_once" ON "practice_adoption" USING btree ("practice_id","municipality_id");--> statement-breakpoint
CREATE INDEX "practice_adoption_municipality" ON "practice_adoption" USING btree ("municipality_id");--> statement-breakpoint
CREATE INDEX "practice_comment_practice" ON "practice_comment" USING btree ("practice_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "search_document_subject" ON "search_document" USING btree ("kind","subject_id","lang");--> statement-breakpoint
CREATE INDEX "search_document_municipality" ON "search_document" USING btree ("municipality_id");--> statement-breakpoint
CREATE UNIQUE INDEX "eid_link_account" ON "eid_link" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "kept_form_expiry" ON "kept_form" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "recovery_code_account" ON "recovery_code" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "role_grant_unit" ON "role_grant" USING btree ("unit_id");