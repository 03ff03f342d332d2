using System.Collections.Frozen;

namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>Given names that people use for one another. A name may stand in one group only.</summary>
public static class Nicknames
{
    private static readonly string[] Groups =
    [
        "robert rob bob bobby robbie bert", "william will bill billy willy liam", "richard rick dick ricky richie",
        "james jim jimmy jamie", "john jack johnny jon", "michael mike mick mickey", "joseph joe joey",
        "thomas tom tommy", "charles charlie chuck chas", "david dave davy", "daniel dan danny",
        "edward ed eddie ted ned", "andrew andy drew", "anthony tony", "steven steve stephen stefan", "matthew matt",
        "christopher chris kit", "nicholas nick nicky klaus nico", "alexander alex sasha alec", "benjamin ben benny",
        "samuel sam sammy", "gregory greg", "kenneth ken kenny", "ronald ron ronnie", "donald don donnie",
        "timothy tim", "frederick fred freddy fritz", "lawrence larry laurie", "patrick pat paddy", "peter pete",
        "philip phil philipp", "raymond ray", "vincent vince", "zachary zach zac",
        "elizabeth liz beth betty lizzie eliza lisa", "margaret maggie meg peggy greta",
        "katherine kate kathy katie catherine cathy kathrin", "jennifer jen jenny", "jessica jess jessie",
        "susan sue susie", "patricia trish patty", "barbara barb babs", "deborah deb debbie", "rebecca becky becca",
        "victoria vicky tori", "christina tina christine", "alexandra alexa sandra", "samantha sammie",
        "stephanie steph steffi", "abigail abby gail", "amanda mandy", "angela angie", "cynthia cindy",
        "dorothy dot dottie", "eleanor ellie nell nora", "emily emma em", "frances fran", "isabella bella izzy isabel",
        "jacqueline jackie", "judith judy", "kimberly kim", "madeline maddie", "natalie nat", "pamela pam",
        "rachel rach", "sarah sally sara", "theresa terry tess", "valerie val", "yvonne eve", "josef sepp",
        "johannes hans johann", "heinrich heinz",
    ];

    private static readonly FrozenDictionary<string, int> GroupOf = Groups
        .SelectMany((group, index) => group.Split(' ').Select(name => (Name: name, Index: index)))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Index, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        GroupOf.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="left">Folded given name.</param>
    /// <param name="right">Folded given name.</param>
    public static bool AreSame(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        BySpan.TryGetValue(left, out var first) && BySpan.TryGetValue(right, out var second) && first == second;

    /// <summary>The names of one group with the full form first; for tests and sample data.</summary>
    internal static IEnumerable<string[]> All => Groups.Select(group => group.Split(' '));
}
