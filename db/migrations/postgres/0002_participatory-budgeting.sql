CREATE SCHEMA "ballot_box";
--> statement-breakpoint
CREATE SCHEMA "voter_roll";
--> statement-breakpoint
CREATE TABLE "ballot_box"."box_closing" (
	"cycle_id" text PRIMARY KEY NOT NULL,
	"closed_at" timestamp (3) with time zone NOT NULL,
	"envelopes" bigint NOT NULL,
	"head" text NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"spoiled" jsonb
);
--> statement-breakpoint
CREATE TABLE "ballot_box"."box_envelope" (
	"receipt" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL,
	"pot" text NOT NULL,
	"fingerprint" text,
	"sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ballot_box"."box_key" (
	"cycle_id" text PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"rehearsed_at" timestamp (3) with time zone,
	"made_at" timestamp (3) with time zone NOT NULL,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ballot_box"."box_opened" (
	"cycle_id" text NOT NULL,
	"pot" text NOT NULL,
	"number" bigint NOT NULL,
	"choices" jsonb NOT NULL,
	CONSTRAINT "box_opened_cycle_id_pot_number_pk" PRIMARY KEY("cycle_id","pot","number")
);
--> statement-breakpoint
CREATE TABLE "ballot_box"."box_rotation" (
	"cycle_id" text NOT NULL,
	"rotation" bigint NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "box_rotation_cycle_id_rotation_pk" PRIMARY KEY("cycle_id","rotation")
);
--> statement-breakpoint
CREATE TABLE "ballot_box"."box_tested" (
	"receipt" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_area" (
	"id" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL,
	"position" bigint NOT NULL,
	"name_ky" text NOT NULL,
	"name_ru" text,
	"name_en" text,
	"pot" bigint NOT NULL,
	"entitled" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_cycle" (
	"id" text PRIMARY KEY NOT NULL,
	"municipality_id" text NOT NULL,
	"title_ky" text NOT NULL,
	"title_ru" text,
	"title_en" text,
	"lead_ky" text,
	"lead_ru" text,
	"lead_en" text,
	"budget_year" bigint NOT NULL,
	"budget_line_id" text,
	"budget_line_name" text,
	"amount" bigint NOT NULL,
	"state" text NOT NULL,
	"rules" jsonb NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"published_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_cycle_place" (
	"cycle_id" text NOT NULL,
	"municipality_id" text NOT NULL,
	CONSTRAINT "pb_cycle_place_cycle_id_municipality_id_pk" PRIMARY KEY("cycle_id","municipality_id")
);
--> statement-breakpoint
CREATE TABLE "pb_frozen" (
	"id" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL,
	"number" bigint NOT NULL,
	"content" text NOT NULL,
	"sha256" text NOT NULL,
	"reason" text,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_phase" (
	"cycle_id" text NOT NULL,
	"kind" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"online_ends_at" timestamp (3) with time zone,
	CONSTRAINT "pb_phase_cycle_id_kind_pk" PRIMARY KEY("cycle_id","kind")
);
--> statement-breakpoint
CREATE TABLE "pb_paper_entry" (
	"station_id" text NOT NULL,
	"number" bigint NOT NULL,
	"entry" bigint NOT NULL,
	"verdict" text NOT NULL,
	"choices" jsonb NOT NULL,
	"keyed_by" text NOT NULL,
	"keyed_at" timestamp (3) with time zone NOT NULL,
	"entry_key" text,
	CONSTRAINT "pb_paper_entry_station_id_number_entry_pk" PRIMARY KEY("station_id","number","entry")
);
--> statement-breakpoint
CREATE TABLE "pb_station" (
	"id" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL,
	"area_id" text NOT NULL,
	"number" bigint NOT NULL,
	"name" text NOT NULL,
	"address" text,
	"day" text,
	"hours" text,
	"first_serial" bigint,
	"last_serial" bigint,
	"printed" jsonb,
	"handed_out" bigint,
	"spoiled_replaced" bigint,
	"unused" bigint,
	"in_urn" bigint,
	"remarks" text,
	"signed_by" jsonb,
	"signed_at" timestamp (3) with time zone,
	"version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_confirmation" (
	"project_id" text NOT NULL,
	"resident" text NOT NULL,
	"answer" text NOT NULL,
	"note" text,
	"note_shown" boolean DEFAULT false NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pb_confirmation_project_id_resident_pk" PRIMARY KEY("project_id","resident")
);
--> statement-breakpoint
CREATE TABLE "pb_contract" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"contractor" text NOT NULL,
	"number" text,
	"subject" text NOT NULL,
	"amount" bigint NOT NULL,
	"signed_on" text NOT NULL,
	"tender_url" text
);
--> statement-breakpoint
CREATE TABLE "pb_follower" (
	"id" text PRIMARY KEY NOT NULL,
	"proposal_id" text NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"token" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"erase_on" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_project" (
	"id" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL,
	"municipality_id" text NOT NULL,
	"price" bigint NOT NULL,
	"first_end" text,
	"first_cost" bigint,
	"finished_on" text,
	"version" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_project_line" (
	"project_id" text NOT NULL,
	"budget_line_id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "pb_project_line_project_id_budget_line_id_pk" PRIMARY KEY("project_id","budget_line_id")
);
--> statement-breakpoint
CREATE TABLE "pb_project_news" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"group_name" text,
	"day" text,
	"day_was" text,
	"cost_was" bigint,
	"cost" bigint,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_stage" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"position" bigint NOT NULL,
	"name" text NOT NULL,
	"planned_from" text,
	"planned_to" text,
	"actual_from" text,
	"actual_to" text,
	"planned_cost" bigint,
	"actual_cost" bigint,
	"first_to" text,
	"first_cost" bigint
);
--> statement-breakpoint
CREATE TABLE "pb_appeal" (
	"id" text PRIMARY KEY NOT NULL,
	"proposal_id" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"outcome" text,
	"decided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "pb_author" (
	"id" text PRIMARY KEY NOT NULL,
	"proposal_id" text NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"show_name" boolean NOT NULL,
	"email" text,
	"phone" text,
	"language" text NOT NULL,
	"code_hash" text,
	"confirmed_at" timestamp (3) with time zone,
	"erase_on" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_proposal" (
	"id" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL,
	"area_id" text,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"title_ky" text,
	"title_ru" text,
	"title_en" text,
	"place_name" text,
	"latitude" double precision,
	"longitude" double precision,
	"rough_cost" bigint,
	"state" text NOT NULL,
	"state_reason" text,
	"origin" text NOT NULL,
	"origin_reference" text,
	"form_key" text,
	"version" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"is_demo" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_proposal_event" (
	"id" text PRIMARY KEY NOT NULL,
	"proposal_id" text NOT NULL,
	"kind" text NOT NULL,
	"note" text,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_proposal_link" (
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pb_proposal_link_from_id_to_id_pk" PRIMARY KEY("from_id","to_id")
);
--> statement-breakpoint
CREATE TABLE "pb_review" (
	"proposal_id" text PRIMARY KEY NOT NULL,
	"eligible" boolean,
	"ineligible_rule" text,
	"feasible" boolean,
	"explanation" text,
	"price" bigint,
	"price_explanation" text,
	"first_year_cost" bigint,
	"running_cost" bigint,
	"duration_months" bigint,
	"batch_id" text,
	"released_at" timestamp (3) with time zone,
	"version" bigint DEFAULT 0 NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"earlier" jsonb
);
--> statement-breakpoint
CREATE TABLE "pb_support" (
	"proposal_id" text NOT NULL,
	"supporter" text NOT NULL,
	"cycle_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pb_support_proposal_id_supporter_pk" PRIMARY KEY("proposal_id","supporter")
);
--> statement-breakpoint
CREATE TABLE "pb_announcement" (
	"cycle_id" text PRIMARY KEY NOT NULL,
	"result_sha256" text NOT NULL,
	"announced_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_count" (
	"id" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL,
	"pot" text NOT NULL,
	"input" text NOT NULL,
	"input_sha256" text NOT NULL,
	"frozen_sha256" text NOT NULL,
	"seed" text,
	"outcome" jsonb NOT NULL,
	"told" jsonb NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pb_signature" (
	"cycle_id" text NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"result_sha256" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pb_signature_cycle_id_account_id_pk" PRIMARY KEY("cycle_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "voter_roll"."roll_batch" (
	"id" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL,
	"area_id" text NOT NULL,
	"number" bigint NOT NULL,
	"count" bigint NOT NULL,
	"printed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "voter_roll"."roll_code" (
	"key" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL,
	"area_id" text NOT NULL,
	"batch_id" text NOT NULL,
	"serial" text NOT NULL,
	"state" text NOT NULL,
	"started" boolean DEFAULT false NOT NULL,
	"handed" boolean DEFAULT false NOT NULL,
	"holder" text,
	"sex" text,
	"age_band" text,
	"replaced_by" text
);
--> statement-breakpoint
CREATE TABLE "voter_roll"."roll_count" (
	"cycle_id" text PRIMARY KEY NOT NULL,
	"day" text NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "voter_roll"."roll_name" (
	"cycle_id" text NOT NULL,
	"number" text NOT NULL,
	"person_key" text NOT NULL,
	"name" text NOT NULL,
	"folded" text NOT NULL,
	"birth_year" bigint,
	"village" text,
	"station_id" text,
	CONSTRAINT "roll_name_cycle_id_number_pk" PRIMARY KEY("cycle_id","number")
);
--> statement-breakpoint
CREATE TABLE "voter_roll"."roll_person" (
	"cycle_id" text NOT NULL,
	"key" text NOT NULL,
	"area_id" text NOT NULL,
	"on_roll" boolean DEFAULT false NOT NULL,
	"sex" text,
	"age_band" text,
	"state" text NOT NULL,
	"channel" text,
	CONSTRAINT "roll_person_cycle_id_key_pk" PRIMARY KEY("cycle_id","key")
);
--> statement-breakpoint
ALTER TABLE "pb_area" ADD CONSTRAINT "pb_area_cycle_id_pb_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."pb_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_cycle" ADD CONSTRAINT "pb_cycle_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_cycle_place" ADD CONSTRAINT "pb_cycle_place_cycle_id_pb_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."pb_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_cycle_place" ADD CONSTRAINT "pb_cycle_place_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_frozen" ADD CONSTRAINT "pb_frozen_cycle_id_pb_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."pb_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_phase" ADD CONSTRAINT "pb_phase_cycle_id_pb_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."pb_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_paper_entry" ADD CONSTRAINT "pb_paper_entry_station_id_pb_station_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."pb_station"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_station" ADD CONSTRAINT "pb_station_cycle_id_pb_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."pb_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_station" ADD CONSTRAINT "pb_station_area_id_pb_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."pb_area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_confirmation" ADD CONSTRAINT "pb_confirmation_project_id_pb_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."pb_project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_contract" ADD CONSTRAINT "pb_contract_project_id_pb_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."pb_project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_follower" ADD CONSTRAINT "pb_follower_proposal_id_pb_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."pb_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_project" ADD CONSTRAINT "pb_project_id_pb_proposal_id_fk" FOREIGN KEY ("id") REFERENCES "public"."pb_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_project" ADD CONSTRAINT "pb_project_cycle_id_pb_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."pb_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_project" ADD CONSTRAINT "pb_project_municipality_id_unit_id_fk" FOREIGN KEY ("municipality_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_project_line" ADD CONSTRAINT "pb_project_line_project_id_pb_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."pb_project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_project_news" ADD CONSTRAINT "pb_project_news_project_id_pb_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."pb_project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_stage" ADD CONSTRAINT "pb_stage_project_id_pb_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."pb_project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_appeal" ADD CONSTRAINT "pb_appeal_proposal_id_pb_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."pb_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_author" ADD CONSTRAINT "pb_author_proposal_id_pb_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."pb_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_proposal" ADD CONSTRAINT "pb_proposal_cycle_id_pb_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."pb_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_proposal" ADD CONSTRAINT "pb_proposal_area_id_pb_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."pb_area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_proposal_event" ADD CONSTRAINT "pb_proposal_event_proposal_id_pb_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."pb_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_proposal_link" ADD CONSTRAINT "pb_proposal_link_from_id_pb_proposal_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."pb_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_proposal_link" ADD CONSTRAINT "pb_proposal_link_to_id_pb_proposal_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."pb_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_review" ADD CONSTRAINT "pb_review_proposal_id_pb_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."pb_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_support" ADD CONSTRAINT "pb_support_proposal_id_pb_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."pb_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_announcement" ADD CONSTRAINT "pb_announcement_cycle_id_pb_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."pb_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_count" ADD CONSTRAINT "pb_count_cycle_id_pb_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."pb_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pb_signature" ADD CONSTRAINT "pb_signature_cycle_id_pb_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."pb_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "box_envelope_cycle" ON "ballot_box"."box_envelope" USING btree ("cycle_id","receipt");--> statement-breakpoint
CREATE UNIQUE INDEX "pb_area_position" ON "pb_area" USING btree ("cycle_id","position");--> statement-breakpoint
CREATE INDEX "pb_cycle_municipality" ON "pb_cycle" USING btree ("municipality_id","created_at");--> statement-breakpoint
CREATE INDEX "pb_cycle_state" ON "pb_cycle" USING btree ("state");--> statement-breakpoint
CREATE INDEX "pb_cycle_place_municipality" ON "pb_cycle_place" USING btree ("municipality_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pb_frozen_number" ON "pb_frozen" USING btree ("cycle_id","number");--> statement-breakpoint
CREATE INDEX "pb_phase_time" ON "pb_phase" USING btree ("kind","starts_at");--> statement-breakpoint
CREATE INDEX "pb_paper_entry_by" ON "pb_paper_entry" USING btree ("keyed_by");--> statement-breakpoint
CREATE UNIQUE INDEX "pb_station_number" ON "pb_station" USING btree ("cycle_id","number");--> statement-breakpoint
CREATE INDEX "pb_contract_project" ON "pb_contract" USING btree ("project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pb_follower_email" ON "pb_follower" USING btree ("proposal_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "pb_follower_token" ON "pb_follower" USING btree ("token");--> statement-breakpoint
CREATE INDEX "pb_follower_erase" ON "pb_follower" USING btree ("erase_on");--> statement-breakpoint
CREATE INDEX "pb_project_cycle" ON "pb_project" USING btree ("cycle_id");--> statement-breakpoint
CREATE INDEX "pb_project_municipality" ON "pb_project" USING btree ("municipality_id");--> statement-breakpoint
CREATE INDEX "pb_project_news_project" ON "pb_project_news" USING btree ("project_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "pb_stage_position" ON "pb_stage" USING btree ("project_id","position");--> statement-breakpoint
CREATE INDEX "pb_appeal_proposal" ON "pb_appeal" USING btree ("proposal_id","at");--> statement-breakpoint
CREATE INDEX "pb_author_proposal" ON "pb_author" USING btree ("proposal_id");--> statement-breakpoint
CREATE INDEX "pb_author_code" ON "pb_author" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "pb_author_erase" ON "pb_author" USING btree ("erase_on");--> statement-breakpoint
CREATE UNIQUE INDEX "pb_proposal_form" ON "pb_proposal" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "pb_proposal_cycle" ON "pb_proposal" USING btree ("cycle_id","state","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "pb_proposal_origin" ON "pb_proposal" USING btree ("cycle_id","origin","origin_reference");--> statement-breakpoint
CREATE INDEX "pb_proposal_event_proposal" ON "pb_proposal_event" USING btree ("proposal_id","at");--> statement-breakpoint
CREATE INDEX "pb_proposal_link_to" ON "pb_proposal_link" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "pb_review_batch" ON "pb_review" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "pb_support_supporter" ON "pb_support" USING btree ("cycle_id","supporter");--> statement-breakpoint
CREATE INDEX "pb_announcement_at" ON "pb_announcement" USING btree ("announced_at");--> statement-breakpoint
CREATE UNIQUE INDEX "pb_count_pot" ON "pb_count" USING btree ("cycle_id","pot");--> statement-breakpoint
CREATE UNIQUE INDEX "roll_batch_number" ON "voter_roll"."roll_batch" USING btree ("cycle_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "roll_code_serial" ON "voter_roll"."roll_code" USING btree ("cycle_id","serial");--> statement-breakpoint
CREATE INDEX "roll_code_batch" ON "voter_roll"."roll_code" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "roll_name_station" ON "voter_roll"."roll_name" USING btree ("cycle_id","station_id");