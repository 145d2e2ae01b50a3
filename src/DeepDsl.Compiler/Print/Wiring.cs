using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Print;

/// <summary>Which rows of the layer table each layer reads, for what draws a model at run time.</summary>
internal static class Wiring
{
    /// <summary>The numbers of the rows with commas between, inputs from 0; layers with semicolons. Nothing where each reads the row above it.</summary>
    public static string Of(ModelGraph model)
    {
        string[] all = [.. Sources(model).Select(read => string.Join(",", read.Select(Number)))];
        bool isChain = model.Inputs.Count == 1 && all.Select((text, i) => text == Number(i)).All(same => same);
        return isChain ? "" : string.Join(";", all);
    }

    /// <summary>The same as numbers: for each layer the rows that it reads, inputs from 0.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Sources(ModelGraph model)
    {
        Dictionary<string, int> places = [];
        Dictionary<string, int> titles = [];
        for (int i = 0; i < model.Rows.Count; i++)
        {
            places[model.Rows[i].Layer.Path] = titles[model.Rows[i].Layer.Title] = model.Inputs.Count + i;
        }

        return
        [
            .. model.Rows.Select(row => (int[])[.. Enumerable.Range(0, row.Reads.Count)
                .Select(read => Source(row, read)).Where(place => place >= 0).Distinct()]),
        ];

        int Source(LayerRow row, int read)
        {
            if (row.Sources[read] is { } source)
            {
                return places[source.Layer.Path];
            }

            Node value = model.Folds.FirstOrDefault(f => f.Each == row.Reads[read]).Steps ?? row.Reads[read];
            int input = model.Inputs.FindIndex(i => i.Node == value);
            // What a layer gives beside its result, such as a state, is known by the layer's title.
            return input >= 0 ? input : titles.TryGetValue(row.Layer.Sources[read], out int place) ? place : -1;
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
