using LeadDashboard.Learning.MachineLearning;

namespace LeadDashboard.Learning.Tests.MachineLearning;

public sealed class NativeLibrariesTests
{
    [Fact]
    public void CanLoad_LoaderThrowsOrFails_False()
    {
        Assert.False(NativeLibraries.CanLoad("none", name => throw new DllNotFoundException(name)));
        Assert.False(NativeLibraries.CanLoad("none", _ => false));
        Assert.True(NativeLibraries.CanLoad("some", name => name == "some"));
    }

    [Fact]
    public void CanLoad_LibraryThatIsNowhere_False() =>
        Assert.False(
            NativeLibraries.CanLoad(
                "lib_nowhere",
                name =>
                    System.Runtime.InteropServices.NativeLibrary.Load(name, typeof(NativeLibraries).Assembly, null) != 0
            )
        );
}
