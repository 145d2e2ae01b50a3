namespace DeepDsl;

/// <summary>A number, or the place of a category as one. Fitted: what stands for a missing one, offset and scale.</summary>
/// <param name="name">The member.</param>
/// <param name="value">Reads it; not a number where it is missing.</param>
/// <param name="form">What becomes of it.</param>
internal sealed class NumberColumn<T>(string name, Func<T, double> value, NumberForm form) : FeatureColumn<T>(name)
{
    public override IReadOnlyList<string> FloatNames { get; } = form.HasIndicator ? [name, name + (form.Categories.Length > 0 ? "=other" : "=missing")] : [name];

    public override string Declaration => form.ToString();

    public override int FittedCount => 3;

    public override double[] Fit(IReadOnlyList<T> records, LabelAverages? label)
    {
        double[] values = new double[records.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Checked(records[i], i);
        }
        double fill = form.IsNullable ? Fill(values) : 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Logarithm(double.IsNaN(values[i]) ? fill : values[i]);
        }
        NumberScale scale = NumberScale.Of(values, form.Scale);
        return [fill, scale.Offset, scale.Scale];
    }

    public override bool CanHaveFitted(ReadOnlySpan<double> fitted) => fitted[2] != 0;

    public override void Write(T record, ReadOnlySpan<double> fitted, Span<float> target)
    {
        double x = Checked(record, place: -1);
        bool isMissing = double.IsNaN(x);
        target[0] = (float)((Logarithm(isMissing ? fitted[0] : x) - fitted[1]) / fitted[2]);
        if (form.HasIndicator)
        {
            target[1] = isMissing ? 1 : 0;
        }
    }

    private double Checked(T record, int place)
    {
        double x = value(record);
        string where = place < 0 ? "a record" : $"record {place}";
        if (double.IsInfinity(x) || (double.IsNaN(x) && !form.IsNullable))
        {
            string advice = double.IsNaN(x) ? "declare the member as double? to have missing numbers filled in" : "correct it, or leave the record out";
            throw new ArgumentException(FormattableString.Invariant($"{Name} is {x} in {where}, which is no finite number; {advice}."));
        }
        return !form.Log || !(x <= -1) ? x
            : throw new ArgumentException(FormattableString.Invariant(
                $"{Name} is {x} in {where}, but its logarithm is taken, ln(1 + x), which needs numbers above -1; correct it, or remove Log = true."));
    }

    private double Fill(ReadOnlySpan<double> values)
    {
        if (form.Missing == Imputation.Value)
        {
            return form.Fill;
        }
        double[] known = [.. values.ToArray().Where(v => !double.IsNaN(v))];
        if (known.Length == 0)
        {
            throw new ArgumentException(
                $"{Name} is missing in all {values.Length} records to fit to, so there is no {form.Missing} of it; leave the member out, or give "
                + "[Number(Missing = Imputation.Value, Fill = ...)].");
        }
        Array.Sort(known);
        return form.Missing == Imputation.Median ? NumberScale.Quantile(known, 0.5) : known.Average();
    }

    private double Logarithm(double x) => form.Log ? double.LogP1(x) : x;
}
