using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LeadDashboard.Data.Migrations.Postgres
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
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "Minutes",
                table: "Activities",
                type: "numeric(18,4)",
                precision: 18,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExternalId",
                table: "Activities",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "Activities",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "Score",
                table: "Activities",
                type: "numeric(18,4)",
                precision: 18,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "ScoreTop",
                table: "Activities",
                type: "numeric(18,4)",
                precision: 18,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CampaignId",
                table: "Activities",
                type: "integer",
                nullable: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Activities_Campaigns_CampaignId",
                table: "Activities",
                column: "CampaignId",
                principalTable: "Campaigns",
                principalColumn: "Id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.CreateIndex(
                name: "IX_Activities_CampaignId",
                table: "Activities",
                column: "CampaignId",
                filter: "\"CampaignId\" IS NOT NULL");

            migrationBuilder.AddColumn<int>(
                name: "ProductId",
                table: "Activities",
                type: "integer",
                nullable: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Activities_Products_ProductId",
                table: "Activities",
                column: "ProductId",
                principalTable: "Products",
                principalColumn: "Id",
                onDelete: ReferentialAction.SetNull);

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
