using System.Text.Json;
using LeadDashboard.Learning.Recommending;

namespace LeadDashboard.Learning.Tests.Recommending;

/// <summary>Reference values; made by make_factors_fixture.py.</summary>
internal sealed record FactorsFixture(
    double[][] Values,
    double[] Start,
    double[] Users,
    double[] Items,
    double[] Losses,
    double[] Cosine
)
{
    public static readonly FactorOptions Options = FactorOptions.Default with
    {
        FactorCount = 3,
        Regularisation = 0.1,
        Confidence = 10,
        Iterations = 5,
    };

    public static FactorsFixture Read() =>
        JsonSerializer.Deserialize<FactorsFixture>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "factors.json")),
            JsonSerializerOptions.Web
        )!;

    public Interactions Interactions() =>
        Learning.Recommending.Interactions.From(
            30,
            12,
            Values
                .SelectMany((row, user) => row.Select((value, item) => (user, item, value)))
                .Where(entry => entry.value > 0)
        );

    /// <summary>
    /// Two kinds of buyer: the first half of the items is for the first kind, the other half for the second; each holds
    /// 60 % of theirs and 5 % of the others'.
    /// </summary>
    public static (Interactions Held, HashSet<(int User, int Item)> Hidden) TwoTastes(int userCount, int itemCount)
    {
        var random = new Random(31);
        var held = new List<(int, int, double)>();
        var hidden = new HashSet<(int, int)>();
        for (var user = 0; user < userCount; user++)
        {
            for (var item = 0; item < itemCount; item++)
            {
                if (random.NextDouble() < (user % 2 == item * 2 / itemCount ? 0.6 : 0.05))
                {
                    if (random.NextDouble() < 0.25)
                    {
                        hidden.Add((user, item));
                    }
                    else
                    {
                        held.Add((user, item, 1));
                    }
                }
            }
        }

        return (Learning.Recommending.Interactions.From(userCount, itemCount, held), hidden);
    }

    public static byte[] Saved(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        return stream.ToArray();
    }
}
