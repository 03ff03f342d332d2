using LeadDashboard.Learning.MachineLearning;
using LeadDashboard.Learning.Tests.Trees;

namespace LeadDashboard.Learning.Tests.MachineLearning;

public sealed class LbfgsLearnerTests
{
    [Fact]
    public void Fit_MissingValuesAndUnseenCategories_PredictsWhatTheLibraryDoes()
    {
        var (table, labels) = Made.Leads(4_000);
        var other = LibraryScores.Strange(Made.Leads(1_000, 2).Table);
        var scales = table.Columns.Select(NumberScale.Fit).ToArray();
        var run = LibraryRun.Start(
            LbfgsLearner.Scaled(table, scales),
            labels,
            new LibraryTreesOptions { MaxFlags = int.MaxValue },
            default
        );
        var model = LbfgsLearner.Train(run, LbfgsOptions.Default);

        var raw = LbfgsLearner.Fit(table, labels, LbfgsOptions.Default).PredictRaw(other);

        LibraryScores.AssertSame(LibraryScores.LogOdds(model, run, LbfgsLearner.Scaled(other, scales)), raw);
    }

    [Fact]
    public void Fit_Twice_SameBytesThatReadBack()
    {
        var (table, labels) = Made.Leads(2_000);
        var model = LbfgsLearner.Fit(table, labels, LbfgsOptions.Default);

        var bytes = Made.Bytes(LbfgsLearner.Fit(table, labels, LbfgsOptions.Default));

        Assert.Equal(Made.Bytes(model), bytes);
        LibraryScores.AssertReadsBack(model, bytes, table);
    }

    [Fact]
    public void Explain_EachRow_AddsUpToItsScore()
    {
        var (table, labels) = Made.Leads(2_000);

        LibraryScores.AssertAddsUp(LbfgsLearner.Fit(table, labels, LbfgsOptions.Default), table);
    }
}
