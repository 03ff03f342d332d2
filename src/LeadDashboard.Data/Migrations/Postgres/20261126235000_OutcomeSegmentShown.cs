using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LeadDashboard.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OutcomeSegmentShown : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "SegmentShown",
                table: "Outcomes",
                type: "integer",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SegmentShown",
                table: "Outcomes");
        }
    }
}
