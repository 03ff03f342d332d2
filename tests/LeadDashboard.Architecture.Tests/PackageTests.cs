using System.Xml.Linq;
using LeadDashboard.Testing;

namespace LeadDashboard.Architecture.Tests;

/// <summary>Every package once, pinned, in use, and listed with its licence.</summary>
public sealed class PackageTests
{
    private static readonly XDocument Central = XDocument.Parse(SourceTree.Read("Directory.Packages.props"));

    private static readonly string[] Pinned =
    [
        .. Central.Descendants("PackageVersion").Concat(Central.Descendants("GlobalPackageReference")).Select(NameOf),
    ];

    [Fact]
    public void Versions_OfEachPackage_StandOnce() =>
        Assert.Equal([], Pinned.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1));

    [Fact]
    public void Projects_References_CarryNoVersion() =>
        Assert.Equal([], References().Where(reference => reference.Attribute("Version") is not null).Select(NameOf));

    /// <summary>Pins of what others bring stand in a group of their own; every other package is referenced.</summary>
    [Fact]
    public void Packages_OutsideThePins_AreReferenced()
    {
        var pins = Central
            .Descendants("ItemGroup")
            .Where(group => group.Attribute("Label")?.Value.StartsWith("Pins", StringComparison.Ordinal) == true)
            .SelectMany(group => group.Elements().Select(NameOf));
        var used = References().Select(NameOf).Concat(Central.Descendants("GlobalPackageReference").Select(NameOf));

        Assert.Equal([], Pinned.Except(pins).Except(used, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Licences_InTheDocument_AreThoseOfTheseVersionsAndNoOthers()
    {
        var listed = SourceTree
            .Read("docs/packages.md")
            .Split('\n')
            .Where(line =>
                line.StartsWith("| ", StringComparison.Ordinal)
                && !line.StartsWith("| package ", StringComparison.Ordinal)
            )
            .Select(line => line.Split('|'))
            .SelectMany(cells => cells[1].Split(',').Select(name => (name: name.Trim(), licence: cells[2].Trim())))
            .ToArray();

        Assert.Equal(
            Pinned.Order(StringComparer.Ordinal),
            listed.Select(row => row.name).Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(listed, row => row.licence.Length == 0);
    }

    private static IEnumerable<XElement> References() =>
        SourceTree
            .Files("src", ".csproj")
            .Concat(SourceTree.Files("tests", ".csproj", ".props"))
            .SelectMany(path => XDocument.Parse(SourceTree.Read(path)).Descendants("PackageReference"));

    private static string NameOf(XElement element) => element.Attribute("Include")!.Value;
}
