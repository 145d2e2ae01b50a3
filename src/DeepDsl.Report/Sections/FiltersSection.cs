namespace DeepDsl.Report;

/// <summary>The weights of a first convolution, which are images themselves.</summary>
internal static class FiltersSection
{
    private const int MostFilters = 64;

    /// <summary>Null where the first parameter is no filter of images in gray or colours.</summary>
    public static Section? Of(Network net)
    {
        if (net.Parameters is not [{ Shape: [> 1, > 1, 1 or 3, _] shape } weight, ..]
            || !weight.Name.EndsWith("weight", StringComparison.Ordinal))
        {
            return null;
        }
        float[] values = weight.Value.ToArray();
        (int width, int channels, int filters) = (shape[1], shape[2], shape[3]);
        float most = values.Where(float.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        Html Filter(int filter)
        {
            float[] image = new float[values.Length / filters];
            for (int i = 0; i < image.Length; i++)
            {
                image[i] = most > 0 ? 0.5f + (0.5f * values[(i * filters) + filter] / most) : 0.5f;
            }
            return Html.Of($"<li>{Pictures.Image(image, width, channels, $"Filter {Numbers.Count(filter)}")}</li>");
        }
        string shown = filters > MostFilters
            ? $"The first {Numbers.Count(MostFilters)} of {Numbers.Count(filters)} filters" : Numbers.Of(filters, "filter");
        return new Section("filters", "First filters", Html.Of($"""
            <p class="lead">{shown} of {weight.Name}; gray is 0, white {Numbers.Short(most)}, and black as much below.</p>
            <ul class="filters">
            {Html.Lines(Enumerable.Range(0, Math.Min(filters, MostFilters)).Select(Filter))}
            </ul>
            """));
    }
}
