using LeadDashboard.Core.Leads;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadDashboard.Data.Migrations;

/// <summary>What the migration Foundation does to rows; its changes of tables are generated.</summary>
internal static class FoundationSteps
{
    private const string Users = "AspNetUsers";
    private const string Batches = "ImportBatches";

    /// <summary>Columns that become foreign keys: table, column, and the table they point to.</summary>
    private static readonly (string Table, string Column, string Target)[] References =
    [
        ("Leads", "CampaignId", "Campaigns"),
        ("Leads", "OwnerId", Users),
        ("Leads", "ImportBatchId", Batches),
        ("Leads", "ModelVersionId", "ModelVersions"),
        ("Activities", "ImportBatchId", Batches),
        ("Outcomes", "ImportBatchId", Batches),
        ("Outcomes", "ModelVersionId", "ModelVersions"),
        ("Campaigns", "ImportBatchId", Batches),
        ("CampaignSpends", "ImportBatchId", Batches),
        ("Products", "ImportBatchId", Batches),
        ("Deals", "ImportBatchId", Batches),
        ("Deals", "LastImportBatchId", Batches),
        ("DuplicatePairs", "ImportBatchId", Batches),
        ("FieldDefinitions", "ImportBatchId", Batches),
        ("ImportBatches", "JobId", "Jobs"),
    ];

    /// <summary>Money, stored as cents until now.</summary>
    private static readonly (string Table, string[] Columns)[] Amounts =
    [
        ("Leads", ["ValueAmount", "WonAmount"]),
        ("Outcomes", ["Amount"]),
        ("CampaignSpends", ["SpendAmount"]),
        ("Products", ["PriceAmount"]),
        ("Deals", ["Quantity", "Amount"]),
    ];

    /// <summary>
    /// Texts of files, which had no length: what is longer than the column goes to the end of the notes.
    /// </summary>
    private static readonly string[] LeadTexts =
    [
        "Name",
        "Email",
        "Phone",
        "Company",
        "Title",
        "Industry",
        "CompanySize",
        "Country",
        "City",
        "Source",
        "Product",
    ];

    private static readonly (string Table, string Column, int Length)[] OtherTexts =
    [
        ("Leads", "LossReason", TextLengths.Sentence),
        ("Outcomes", "Reason", TextLengths.Sentence),
        ("Campaigns", "Name", TextLengths.Field),
        ("Campaigns", "Channel", TextLengths.Field),
        ("Products", "Name", TextLengths.Field),
        ("Products", "Sku", TextLengths.Field),
        ("Products", "Category", TextLengths.Field),
        ("Deals", "DealKey", TextLengths.Field),
        ("Deals", "Name", TextLengths.Field),
        ("Deals", "Stage", TextLengths.Field),
        ("Deals", "LossReason", TextLengths.Sentence),
        ("ImportBatches", "FileName", TextLengths.FileName),
        ("ImportBatches", "StoredPath", TextLengths.FileName),
        ("AspNetUsers", "DisplayName", TextLengths.Field),
        ("Jobs", "ClaimedBy", TextLengths.Field),
    ];

    /// <summary>Before the tables change.</summary>
    public static void BeginSqlite(MigrationBuilder builder)
    {
        DropOrphans(builder);
        foreach (var (table, columns) in Amounts)
        {
            // Ten-thousandths in place of cents: exact for currencies with three or four decimals too.
            builder.Sql(
                $"UPDATE \"{table}\" SET {string.Join(", ", columns.Select(c => $"\"{c}\" = \"{c}\" * 100"))} "
                    + $"WHERE {string.Join(" OR ", columns.Select(c => $"\"{c}\" IS NOT NULL"))};"
            );
        }
    }

    /// <inheritdoc cref="BeginSqlite"/>
    public static void BeginPostgres(MigrationBuilder builder)
    {
        DropOrphans(builder);
        foreach (var column in LeadTexts)
        {
            builder.Sql(
                $"UPDATE \"Leads\" SET \"Notes\" = concat_ws(E'\\n', \"Notes\", '{column}: ' || \"{column}\"), "
                    + $"\"{column}\" = left(\"{column}\", {TextLengths.Field}) "
                    + $"WHERE length(\"{column}\") > {TextLengths.Field};"
            );
        }

        foreach (var (table, column, length) in OtherTexts)
        {
            builder.Sql(
                $"UPDATE \"{table}\" SET \"{column}\" = left(\"{column}\", {length}) "
                    + $"WHERE length(\"{column}\") > {length};"
            );
        }
    }

    /// <summary>Once the new tables stand and the old one still does: 0 is what was called LeadUpdated.</summary>
    public static void CarryChangesSqlite(MigrationBuilder builder)
    {
        builder.Sql(
            """
            INSERT INTO "LeadChanges"
                ("Id", "LeadId", "ImportBatchId", "ChangedUtc", "ActorId", "Source", "FieldsJson", "Salt", "Hash")
            SELECT old."Id", old."EntityId", old."ImportBatchId", COALESCE(batch."FinishedUtc", batch."CreatedUtc"),
                batch."ActorId", 0,
                (SELECT json_group_object(json_extract(part.value, '$[0]'),
                    json_array(json_extract(part.value, '$[1]'), json_extract(part.value, '$[2]')))
                 FROM json_each(old."ChangeJson") AS part), '', ''
            FROM "ImportChanges" AS old JOIN "ImportBatches" AS batch ON batch."Id" = old."ImportBatchId"
            WHERE old."Kind" = 0;
            """
        );
        CarryRest(builder);
    }

    /// <inheritdoc cref="CarryChangesSqlite"/>
    public static void CarryChangesPostgres(MigrationBuilder builder)
    {
        builder.Sql(
            """
            INSERT INTO "LeadChanges"
                ("Id", "LeadId", "ImportBatchId", "ChangedUtc", "ActorId", "Source", "FieldsJson", "Salt", "Hash")
            SELECT old."Id", old."EntityId", old."ImportBatchId", COALESCE(batch."FinishedUtc", batch."CreatedUtc"),
                batch."ActorId", 0,
                (SELECT COALESCE(jsonb_object_agg(part ->> 0, jsonb_build_array(part -> 1, part -> 2)), '{}')::text
                 FROM jsonb_array_elements(old."ChangeJson"::jsonb) AS part), '', ''
            FROM "ImportChanges" AS old JOIN "ImportBatches" AS batch ON batch."Id" = old."ImportBatchId"
            WHERE old."Kind" = 0;
            """
        );
        CarryRest(builder);
        foreach (var table in (string[])["LeadChanges", "RecordChanges"])
        {
            // Rows were inserted with their ids: the next one comes behind them.
            builder.Sql(
                $"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'Id'), "
                    + $"COALESCE((SELECT max(\"Id\") FROM \"{table}\"), 0) + 1, false);"
            );
        }
    }

    private static void CarryRest(MigrationBuilder builder) =>
        builder.Sql(
            """
            INSERT INTO "RecordChanges" ("Id", "ImportBatchId", "Kind", "EntityId", "ChangeJson")
            SELECT "Id", "ImportBatchId", "Kind", "EntityId", "ChangeJson" FROM "ImportChanges" WHERE "Kind" <> 0;
            """
        );

    /// <summary>What points to a row that is gone points to nothing: a foreign key allows nothing else.</summary>
    private static void DropOrphans(MigrationBuilder builder)
    {
        foreach (var (table, column, target) in References)
        {
            builder.Sql(
                $"UPDATE \"{table}\" SET \"{column}\" = NULL WHERE \"{column}\" IS NOT NULL "
                    + $"AND NOT EXISTS (SELECT 1 FROM \"{target}\" AS target "
                    + $"WHERE target.\"Id\" = \"{table}\".\"{column}\");"
            );
        }

        builder.Sql(
            "DELETE FROM \"ScoreReceipts\" WHERE NOT EXISTS (SELECT 1 FROM \"ModelVersions\" AS target "
                + "WHERE target.\"Id\" = \"ScoreReceipts\".\"ModelVersionId\");"
        );
    }
}
