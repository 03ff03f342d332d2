using System.Globalization;
using LeadDashboard.Core.Campaigns;
using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Features.Campaigns;

/// <summary>
/// Figures in words and formulas: what stands in a cell, and how it came about with its real numbers.
/// </summary>
public sealed class RoiWords(IStringLocalizer<CampaignsText> text)
{
    public string NotKnown => text["n/a"];

    public static string Whole(decimal amount) => amount.ToString("N0", CultureInfo.CurrentCulture);

    public static string Count(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Exact to the cent.</summary>
    public static string Cents(decimal amount) => amount.ToString("N2", CultureInfo.CurrentCulture);

    public string CentsOr(decimal? amount) => amount is { } known ? Cents(known) : NotKnown;

    public string Rate(double? rate) => rate is { } known ? known.ToString("P1", CultureInfo.CurrentCulture) : NotKnown;

    public string Roi(decimal? roi, RoiDefinition definition) =>
        roi switch
        {
            null => NotKnown,
            { } value when definition == RoiDefinition.Multiple => value.ToString("N2", CultureInfo.CurrentCulture)
                + "×",
            { } value => value.ToString("+#,##0%;−#,##0%;0%", CultureInfo.CurrentCulture),
        };

    public string Definition(RoiDefinition definition) =>
        definition switch
        {
            RoiDefinition.Margin => text["ROI on margin"],
            RoiDefinition.Expected => text["ROI with open leads"],
            RoiDefinition.Multiple => text["Revenue per spend"],
            _ => text["ROI"],
        };

    public string SpendFormula(RoiFigures figures) => text["Sum of the daily spend: {0}", Cents(figures.SpendAmount)];

    public string LeadsFormula(RoiFigures figures) =>
        text[
            "{0} open + {1} won + {2} lost = {3} leads",
            Count(figures.OpenCount),
            Count(figures.WinCount),
            Count(figures.LossCount),
            Count(figures.LeadCount)
        ];

    public string WinRateFormula(RoiFigures figures) =>
        figures.ClosedCount == 0
            ? text["No lead is decided yet."]
            : text[
                "{0} won ÷ {1} decided leads = {2}",
                Count(figures.WinCount),
                Count(figures.ClosedCount),
                Rate(figures.WinRate)
            ];

    public string CostPerLeadFormula(RoiFigures figures) =>
        figures.LeadCount == 0
            ? text["No leads: a cost per lead cannot be said."]
            : text[
                "Spend {0} ÷ {1} leads = {2}",
                Cents(figures.SpendAmount),
                Count(figures.LeadCount),
                CentsOr(figures.CostPerLeadAmount)
            ];

    public string CostPerWinFormula(RoiFigures figures) =>
        figures.WinCount == 0
            ? text["No wins: a cost per win cannot be said."]
            : text[
                "Spend {0} ÷ {1} wins = {2}",
                Cents(figures.SpendAmount),
                Count(figures.WinCount),
                CentsOr(figures.CostPerWinAmount)
            ];

    public string RevenueFormula(RoiFigures figures) =>
        figures.WinsWithoutAmountCount == 0
            ? text["Sum of the amounts of {0} wins: {1}", Count(figures.WinCount), Cents(figures.RevenueAmount)]
            : text[
                "Sum of the amounts of {0} wins: {1}; {2} of them have no amount",
                Count(figures.WinCount),
                Cents(figures.RevenueAmount),
                Count(figures.WinsWithoutAmountCount)
            ];

    public string ExpectedFormula(RoiFigures figures) =>
        figures.OpenWithoutExpectationCount == 0
            ? text[
                "Sum of probability × value over {0} open leads: {1}",
                Count(figures.OpenCount),
                Cents(figures.ExpectedRevenueAmount)
            ]
            : text[
                "Sum of probability × value over {0} open leads: {1}; {2} of them have no score or no value",
                Count(figures.OpenCount),
                Cents(figures.ExpectedRevenueAmount),
                Count(figures.OpenWithoutExpectationCount)
            ];

    /// <summary>The wins that count 0 in every revenue, as a part of a sentence; "" = none.</summary>
    public string WithoutAmount(RoiFigures figures) =>
        figures.WinsWithoutAmountCount == 0
            ? ""
            : text["; {0} wins have no amount and count 0", Count(figures.WinsWithoutAmountCount)];

    public string RoiFormula(RoiFigures figures, RoiDefinition definition, decimal margin) =>
        RoiRules.Roi(figures, definition, margin) is { } roi
            ? Formula(figures, definition, margin, roi) + WithoutAmount(figures)
            : text["Nothing was spent: a return on spend cannot be said."];

    private string Formula(RoiFigures figures, RoiDefinition definition, decimal margin, decimal roi)
    {
        var (revenue, spend, result) = (Cents(figures.RevenueAmount), Cents(figures.SpendAmount), Roi(roi, definition));
        return definition switch
        {
            RoiDefinition.Margin => text[
                "(revenue {0} × margin {1} − spend {2}) ÷ spend {2} = {3}",
                revenue,
                margin.ToString("P0", CultureInfo.CurrentCulture),
                spend,
                result
            ],
            RoiDefinition.Expected => text[
                "(revenue {0} + expected {1} − spend {2}) ÷ spend {2} = {3}",
                revenue,
                Cents(figures.ExpectedRevenueAmount),
                spend,
                result
            ],
            RoiDefinition.Multiple => text["revenue {0} ÷ spend {1} = {2}", revenue, spend, result],
            _ => text["(revenue {0} − spend {1}) ÷ spend {1} = {2}", revenue, spend, result],
        };
    }
}
