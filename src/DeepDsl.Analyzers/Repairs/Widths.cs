using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Where it is said how many channels a value has.</summary>
internal static class Widths
{
    /// <summary>The layer that decides on the channels of a value, through those that keep them; null where several have a say.</summary>
    public static LayerRow? Giver(LayerRow? row)
    {
        while (row is not null && row.Layer.Op.WidthArgument is null)
        {
            row = row.Sources.Count == 1 && row.Inputs[0].Rank > 0 && row.Output.Rank > 0 && row.Output.Channels == row.Inputs[0].Channels
                ? row.Sources[0] : null;
        }

        return row;
    }

    /// <summary>Lets a value have so many channels; no drafts where that can't be said at one layer.</summary>
    public static IEnumerable<Draft> Give(BrokenModel model, LayerRow? row, long channels)
    {
        if (Giver(row) is { } giver && giver.Output.Channels.Constant != channels && channels is > 0 and <= int.MaxValue)
        {
            string argument = giver.Layer.Op.WidthArgument!;
            yield return model.Draft($"Set {argument} = {channels} in {giver.Layer.Title}")
                .Set(giver.Path, argument, new NumberArgument(channels));
        }
    }
}
