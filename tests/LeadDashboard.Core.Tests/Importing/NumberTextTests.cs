using LeadDashboard.Core.Importing.Values;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1234", '.', "1234")]
    [InlineData("-5", '.', "-5")]
    [InlineData("+5", '.', "5")]
    [InlineData("1234.50", '.', "1234.50")]
    [InlineData(".5", '.', "0.5")]
    [InlineData("1,234.50", '.', "1234.50")]
    [InlineData("1,234,567", '.', "1234567")]
    [InlineData("1.234,50", ',', "1234.50")]
    [InlineData("1.234,50", '.', "1234.50")]
    [InlineData("1.234", ',', "1234")]
    [InlineData("1.234", '.', "1.234")]
    [InlineData("1,234", '.', "1234")]
    [InlineData("1,234", ',', "1.234")]
    [InlineData("1,5", '.', "1.5")]
    [InlineData("1.5", ',', "1.5")]
    [InlineData("1 234 567,8", ',', "1234567.8")]
    [InlineData("1\u00A0234", '.', "1234")]
    [InlineData("1'234.50", '.', "1234.50")]
    [InlineData("$1,250.00", '.', "1250.00")]
    [InlineData("-$5", '.', "-5")]
    [InlineData("€ 12,50", ',', "12.50")]
    [InlineData("12,50 €", ',', "12.50")]
    [InlineData("USD 100", '.', "100")]
    [InlineData("￥500", '.', "500")]
    [InlineData("500元", '.', "500")]
    [InlineData("(1,234.00)", '.', "-1234.00")]
    [InlineData("5-", '.', "-5")]
    [InlineData("12%", '.', "0.12")]
    [InlineData("12.5 %", '.', "0.125")]
    [InlineData("1e3", '.', "1e3")]
    [InlineData("1.5E-4", '.', "1.5E-4")]
    [InlineData("US$1,250.00", '.', "1250.00")]
    [InlineData("A$ 900", '.', "900")]
    [InlineData("R$ 1.234,56", ',', "1234.56")]
    [InlineData("NZ$ 2,000", '.', "2000")]
    [InlineData("-NT$5", '.', "-5")]
    [InlineData("1 250 zł", '.', "1250")]
    [InlineData("1 250,00 Kč", ',', "1250.00")]
    [InlineData("CHF 1'250.-", '.', "1250")]
    [InlineData("1.250,- €", ',', "1250")]
    [InlineData("Rs. 12,34,567", '.', "1234567")]
    [InlineData("₹9,87,65,432.50", '.', "98765432.50")]
    [InlineData("INR 2,50,000", '.', "250000")]
    [InlineData("1,00,000", '.', "100000")]
    [InlineData("12,34,56,789", '.', "123456789")]
    [InlineData("$1.2M", '.', "1200000")]
    [InlineData("$35k", '.', "35000")]
    [InlineData("2,5 Mio. €", ',', "2500000")]
    [InlineData("3 lakh", '.', "300000")]
    [InlineData("1.5万", '.', "15000")]
    [InlineData("￥2亿", '.', "200000000")]
    [InlineData("500 kr.", '.', "500")]
    [InlineData("٢٥٠٠", '.', "2500")]
    [InlineData("١٢٥٠٫٥", '.', "1250.5")]
    [InlineData("١٢٥٠٫٥", ',', "1250.5")]
    [InlineData("۱۲٬۳۴۵", '.', "12345")]
    [InlineData("१२३", '.', "123")]
    [InlineData("１２５０", '.', "1250")]
    [InlineData("９８０．５", '.', "980.5")]
    [InlineData("１，５００", '.', "1500")]
    public void TryNormalize_NumberAsTyped_GivesPlainForm(string text, char decimalSeparator, string expected)
    {
        Assert.True(NumberText.TryNormalize(text, decimalSeparator, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("abc")]
    [InlineData("1.2.3")]
    [InlineData("1,23,4")]
    [InlineData("12 34")]
    [InlineData("10k")]
    [InlineData("1,23,45")]
    [InlineData("1,2,345")]
    [InlineData("12,345,67")]
    [InlineData("5 XYZ")]
    [InlineData("ABCD$5")]
    [InlineData("$12,34,5")]
    [InlineData("1-2")]
    [InlineData("--5")]
    [InlineData("1e400")]
    [InlineData("0x1F")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("=1+1")]
    [InlineData("$")]
    [InlineData("%")]
    [InlineData("e5")]
    public void TryNormalize_NoNumber_IsRefused(string text)
    {
        Assert.False(NumberText.TryNormalize(text, '.', out _));
        Assert.False(NumberText.TryParse(text, '.', out _));
    }

    [Fact]
    public void TryNormalize_WhatItGives_AlwaysParses()
    {
        const string Alphabet = "0123456789.,- e%$€()'+";
        var random = new Random(11);
        var accepted = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var text = new string([
                .. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Alphabet[random.Next(Alphabet.Length)]),
            ]);
            if (NumberText.TryNormalize(text, random.Next(2) == 0 ? '.' : ',', out var number))
            {
                accepted++;
                Assert.True(
                    double.TryParse(
                        number,
                        System.Globalization.NumberStyles.Float,
                        System.Globalization.CultureInfo.InvariantCulture,
                        out _
                    ),
                    $"'{text}' gave '{number}'"
                );
            }
        }

        Assert.InRange(accepted, 1_000, 40_000);
    }

    [Fact]
    public void TryParseAmount_BeyondADecimal_IsRefused()
    {
        Assert.False(NumberText.TryParseAmount("1e60", '.', out _));
        Assert.True(NumberText.TryParseAmount("1,250.75 USD", '.', out var amount));
        Assert.Equal(1250.75m, amount);
    }
}
