namespace DeepDsl.Analyzers.Tests.Zoo.Grammar;

/// <summary>A model that a seed made, by a grammar that knows what is sound.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Source">A whole file; classes of others lie in other namespaces.</param>
internal sealed record SoundDeclaration(string Name, string Source)
{
    public static SoundDeclaration Of(int seed)
    {
        Draw draw = new(seed);
        (string block, List<string> attributes) = draw.Between(0, 2) switch
        {
            0 => OfImages(draw),
            1 => OfSequences(draw),
            _ => OfTables(draw),
        };
        string name = $"Net{seed}";
        string model = $"[Model]\n{string.Concat(attributes.Select(a => $"[{a}]\n"))}public partial class {name};\n";
        return new SoundDeclaration(name, $"using DeepDsl;\n\nnamespace Drawn{seed};\n\n{block}{model}");
    }

    private static (string, List<string>) OfImages(Draw draw)
    {
        ImageGrammar grammar = new(draw);
        Head head = new(draw);
        List<string> attributes = [.. grammar.Attributes(), .. head.OfVector(), head.Train()];
        return (grammar.Block, attributes);
    }

    private static (string, List<string>) OfSequences(Draw draw)
    {
        SequenceGrammar grammar = new(draw);
        Head head = new(draw);
        List<string> attributes = [.. grammar.Attributes()];
        attributes.AddRange(grammar.HasLoss ? [] : head.OfVector());
        attributes.Add(head.Train(grammar.IsRecurrent));
        return (grammar.Block, attributes);
    }

    private static (string, List<string>) OfTables(Draw draw)
    {
        TableGrammar grammar = new(draw);
        Head head = new(draw);
        return ("", [.. grammar.Attributes(), .. head.OfVector(), head.Train()]);
    }
}
