using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class TrainingSetTests
{
    [Fact]
    public void From_DisqualifiedLeads_CountAsLostUnlessTheGoalLeavesThemOut()
    {
        var made = MadeLeads.Make(200);
        var unfit = made
            .Leads.Where(lead => lead.Status == LeadStatus.Lost)
            .Take(7)
            .Select(lead => lead.Id)
            .ToHashSet();
        var rows = made.Rows with { Disqualified = unfit };

        var counted = TrainingSet.From(rows, made.Fields, MadeLeads.AsOf, LearningGoal.Default);
        var leftOut = TrainingSet.From(
            rows,
            made.Fields,
            MadeLeads.AsOf,
            new LearningGoal { CountDisqualified = false }
        );

        Assert.Equal(made.Set().LossCount, counted.LossCount);
        Assert.Equal(counted.LossCount - 7, leftOut.LossCount);
        Assert.Equal(counted.WinCount, leftOut.WinCount);
    }

    [Theory]
    [InlineData(PrimaryGoal.Won, null)]
    [InlineData(PrimaryGoal.Renewed, TrainingMessages.GoalNotLearnt)]
    [InlineData(PrimaryGoal.ReachedValue, TrainingMessages.GoalNotLearnt)]
    public void Goal_ThatNoModelLearns_IsRefused(PrimaryGoal goal, string? reason) =>
        Assert.Equal(
            reason,
            new LearningGoal { PrimaryGoal = goal }
                .Refusal()
                ?.Key
        );

    [Fact]
    public void From_OpenAndLaterClosedLeads_AreNoLabels()
    {
        var made = MadeLeads.Make(200);
        var asOf = MadeLeads.Start.AddDays(150);

        var set = TrainingSet.From(made.Rows, made.Fields, asOf);

        Assert.Equal(made.Leads.Count(lead => lead.Status != LeadStatus.Open && lead.ClosedUtc <= asOf), set.RowCount);
        Assert.Equal(made.Leads.Count(lead => lead.Status == LeadStatus.Won && lead.ClosedUtc <= asOf), set.WinCount);
        Assert.All(set.InstantsUtc, instant => Assert.True(instant <= asOf));
        Assert.True(set.HasDates);
    }

    [Fact]
    public void From_EverythingThatCameWithOrAfterTheOutcome_ChangesNoFeature()
    {
        var made = MadeLeads.Make(300);
        var before = made.Set();
        foreach (var lead in made.Leads.Where(lead => lead.Status != LeadStatus.Open))
        {
            foreach (var kind in Enum.GetValues<ActivityKind>())
            {
                made.Activities.Add(
                    new Activity
                    {
                        LeadId = lead.Id,
                        Kind = kind,
                        OccurredUtc = lead.ClosedUtc!.Value,
                    }
                );
                made.Activities.Add(
                    new Activity
                    {
                        LeadId = lead.Id,
                        Kind = kind,
                        OccurredUtc = lead.ClosedUtc!.Value.AddDays(1),
                    }
                );
            }

            lead.OwnerId = "rep-" + lead.Status;
            lead.LossReason = lead.Status == LeadStatus.Lost ? "price" : null;
            lead.WonAmount = lead.Status == LeadStatus.Won ? 5000 : null;
            lead.ActivityCount = lead.Status == LeadStatus.Won ? 99 : 0;
            lead.LastActivityUtc = lead.ClosedUtc;
        }

        var after = made.Set();

        AssertSame(before.Rows, after.Rows);
    }

    [Fact]
    public void From_OutcomesTurnedAround_SameFeatures()
    {
        var made = MadeLeads.Make(300);
        var before = made.Set();
        foreach (var lead in made.Leads.Where(lead => lead.Status != LeadStatus.Open))
        {
            lead.Status = lead.Status == LeadStatus.Won ? LeadStatus.Lost : LeadStatus.Won;
        }

        var after = made.Set();

        AssertSame(before.Rows, after.Rows);
        Assert.Equal(before.Labels.Select(label => 1 - label), after.Labels);
    }

    [Fact]
    public void From_LeadsInAnotherOrder_SameRows()
    {
        var made = MadeLeads.Make(100);
        var straight = made.Set();
        made.Leads.Reverse();

        AssertSame(straight.Rows, made.Set().Rows);
    }

    [Fact]
    public void From_MeetingRightBeforeEveryWin_DoesNotGiveTheOutcomeAway()
    {
        // Signing is a meeting minutes before the closing. Seen from the closing it would predict perfectly, and never
        // be there for an open lead.
        var made = MadeLeads.Make(600, openShare: 0);
        made.Activities.Clear();
        foreach (var lead in made.Leads.Where(lead => lead.Status == LeadStatus.Won))
        {
            made.Activities.Add(
                new Activity
                {
                    LeadId = lead.Id,
                    Kind = ActivityKind.Meeting,
                    OccurredUtc = lead.ClosedUtc!.Value.AddMinutes(-5),
                }
            );
        }

        var meetings = made.Set().Rows.Find("Meetings")!;

        Assert.True(meetings.Numbers.Sum() <= 3);
    }

    [Fact]
    public void From_FieldFilledOnlyForClosedLeads_IsLeftOutWithTheReason()
    {
        var made = MadeLeads.Make(400);
        foreach (var lead in made.Leads.Where(lead => lead.Status != LeadStatus.Open))
        {
            lead.AttributesJson = LeadAttributes.ToJson(
                LeadAttributes.Parse(lead.AttributesJson).Append(new("Contract signed by", "Ann"))
            );
        }

        made.Fields.Add(new FieldDefinition { Name = "Contract signed by", Type = FieldType.Category });

        var set = made.Set();

        Assert.Equal(ReportMessages.ColumnLate, Assert.Single(set.Excluded).Reason.Key);
        Assert.Null(set.Rows.Find("Contract signed by"));
    }

    [Fact]
    public void From_OpenLeadsOfAnotherFileOnly_NoFieldIsLeftOut()
    {
        // A file of closed leads with many columns, then an unlike one that brings the only open leads.
        var made = MadeLeads.Make(800, openShare: 0);
        for (var i = 0; i < made.Leads.Count; i++)
        {
            var lead = made.Leads[i];
            lead.ImportBatchId = i < 400 ? 1 : 2;
            if (i >= 400)
            {
                lead.AttributesJson = LeadAttributes.ToJson([new("Budget", "5")]);
                if (i >= 700)
                {
                    (lead.Status, lead.ClosedUtc) = (LeadStatus.Open, null);
                }
            }
        }

        var set = made.Set();

        Assert.Empty(set.Excluded);
        Assert.NotNull(set.Rows.Find("Employees"));
    }

    [Fact]
    public void From_FieldFilledOnlyForClosedLeadsOfOneFile_IsLeftOutBesideAnotherFile()
    {
        var made = MadeLeads.Make(2000, openShare: 0.3);
        for (var i = 0; i < made.Leads.Count; i++)
        {
            var lead = made.Leads[i];
            lead.ImportBatchId = i < 250 ? 1 : 2;
            if (i < 250 && lead.Status != LeadStatus.Open)
            {
                lead.AttributesJson = LeadAttributes.ToJson(
                    LeadAttributes.Parse(lead.AttributesJson).Append(new("Contract signed by", "Ann"))
                );
            }
        }

        made.Fields.Add(new FieldDefinition { Name = "Contract signed by", Type = FieldType.Category });

        Assert.Equal("Contract signed by", Assert.Single(made.Set().Excluded).Name);
    }

    [Fact]
    public void From_LeadsWithoutAnImport_AreComparedWithinOneSourceAndTime()
    {
        // Only the fair asked for the shoe size, and its leads are all closed; the web's open leads say nothing of it.
        var made = MadeLeads.Make(600, openShare: 0.3);
        foreach (var lead in made.Leads)
        {
            lead.Source = lead.Status == LeadStatus.Open ? "Web" : "Fair";
            lead.AttributesJson =
                lead.Status == LeadStatus.Open ? LeadAttributes.ToJson([new("Employees", "1")]) : lead.AttributesJson;
        }

        Assert.Empty(made.Set().Excluded);
    }

    [Fact]
    public void From_ExcludedField_IsLeftOutWithItsReason()
    {
        var made = MadeLeads.Make(50);
        made.Fields[1].IsExcluded = true;
        made.Fields[1].ExcludedReason = "Known only after the call.";

        var set = made.Set();

        Assert.Equal([new ExcludedColumn("Shoe size", Message.Verbatim("Known only after the call."))], set.Excluded);
        Assert.Null(set.Rows.Find("Shoe size"));
    }

    [Fact]
    public void From_NoCreationDates_HasNoTimeOrder() =>
        Assert.False(MadeLeads.Make(50, isDated: false).Set().HasDates);

    [Fact]
    public void FromTable_LabelsOfAnotherLength_SaysBoth()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            TrainingSet.FromTable(new RawTable([RawColumn.OfNumbers("a", "a", [1, 2])], 2), [1])
        );

        Assert.Contains("1 labels for 2 rows", error.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(RawTable expected, RawTable actual)
    {
        Assert.Equal(
            string.Join(',', expected.Columns.Select(column => column.Name)),
            string.Join(',', actual.Columns.Select(column => column.Name))
        );
        for (var c = 0; c < expected.Columns.Count; c++)
        {
            Assert.Equal(expected.Columns[c].Numbers, actual.Columns[c].Numbers);
            Assert.Equal(expected.Columns[c].Words, actual.Columns[c].Words);
        }
    }
}
