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
CREATE INDEX "document_owner" ON "document" USING btree ("owner_type","owner_id");--> statement-breakpoint
CREATE INDEX "document_file" ON "document" USING btree ("file_key");--> statement-breakpoint
CREATE UNIQUE INDEX "search_document_subject" ON "search_document" USING btree ("kind","subject_id","lang");--> statement-breakpoint
CREATE INDEX "search_document_municipality" ON "search_document" USING btree ("municipality_id");--> statement-breakpoint
CREATE INDEX "role_grant_unit" ON "role_grant" USING btree ("unit_id");