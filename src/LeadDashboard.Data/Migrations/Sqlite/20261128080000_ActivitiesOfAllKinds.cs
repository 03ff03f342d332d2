using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LeadDashboard.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ActivitiesOfAllKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Direction",
                table: "Activities",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Minutes",
                table: "Activities",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExternalId",
                table: "Activities",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "Activities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Score",
                table: "Activities",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ScoreTop",
                table: "Activities",
                type: "INTEGER",
                nullable: true);

            // Columns with their reference in one statement: a foreign key that is added later copies the whole table.
            migrationBuilder.Sql(
                "ALTER TABLE \"Activities\" ADD COLUMN \"CampaignId\" INTEGER NULL "
                    + "CONSTRAINT \"FK_Activities_Campaigns_CampaignId\" REFERENCES \"Campaigns\" (\"Id\") ON DELETE SET NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_CampaignId",
                table: "Activities",
                column: "CampaignId",
                filter: "\"CampaignId\" IS NOT NULL");

            migrationBuilder.Sql(
                "ALTER TABLE \"Activities\" ADD COLUMN \"ProductId\" INTEGER NULL "
                    + "CONSTRAINT \"FK_Activities_Products_ProductId\" REFERENCES \"Products\" (\"Id\") ON DELETE SET NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_ProductId",
                table: "Activities",
                column: "ProductId",
                filter: "\"ProductId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Activities_Campaigns_CampaignId",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_CampaignId",
                table: "Activities");

            migrationBuilder.DropForeignKey(
                name: "FK_Activities_Products_ProductId",
                table: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Activities_ProductId",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "CampaignId",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "ProductId",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "Direction",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "Minutes",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "ExternalId",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "Text",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "Score",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "ScoreTop",
                table: "Activities");
        }
    }
}
