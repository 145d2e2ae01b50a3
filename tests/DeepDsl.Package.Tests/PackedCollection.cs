namespace DeepDsl.Package.Tests;

/// <summary>Tests that share the packed packages: packing takes longer than most of them.</summary>
[CollectionDefinition(Name)]
public sealed class PackedCollection : ICollectionFixture<PackageFixture>
{
    public const string Name = "Packed";
}
