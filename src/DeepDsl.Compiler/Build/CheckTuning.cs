using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Judges what varies at run time: each setting must be a number of [Train] or the rate of a layer, and its bounds such numbers.</summary>
internal static class CheckTuning
{
    public static IEnumerable<Problem> Run(BuiltModel model)
    {
        HashSet<string> seen = [];
        foreach (TuneSpec tune in model.Spec.Tuned)
        {
            Problem? problem = seen.Add(tune.Name) ? null
                : At(tune, ProblemKind.TuneTarget, $"varies {tune.Name} a second time; keep one.", TuneSpec.SettingName);
            if ((problem ?? (tune.IsConstant ? null : Check(tune, model))) is { } found)
            {
                yield return found;
            }
        }
    }

    /// <summary>The rate that a name means: its own, or that of a layer that has one.</summary>
    internal static RateInfo? RateOf(string name, ModelGraph training)
    {
        RateInfo[] found = [.. training.Rates.Where(r => r.Name == name || r.Name.Substring(0, r.Name.LastIndexOf('.')) == name)];
        return found.Length == 1 ? found[0] : null;
    }

    /// <summary>What a rate must be, in words; null where the value is that.</summary>
    private static string? Demand(RateRange range, double value) => range switch
    {
        RateRange.Share => value >= 0 && value < 1 ? null : "from 0 to below 1",
        RateRange.Positive => value >= 0 && !double.IsInfinity(value) ? null : "finite and at least 0",
        _ => double.IsInfinity(value) ? "finite" : null,
    };

    private static Problem? Check(TuneSpec tune, BuiltModel model)
    {
        bool isOfTraining = TrainSpec.Numbers.Contains(tune.Name);
        RateInfo? rate = isOfTraining ? null : RateOf(tune.Name, model.Training);
        if (!isOfTraining && rate is null)
        {
            string[] known = [.. TrainSpec.Numbers, .. model.Training.Rates.Select(r => r.Name)];
            return At(tune, ProblemKind.TuneTarget,
                tune.Name.Length == 0 ? "has values but stands on the class; put it on the constant that has them, or name a setting."
                : $"varies \"{Shown.Text(tune.Name)}\", which is neither a number of [Train] nor a rate of a layer; there are {string.Join(", ", known)}.",
                tune.Name.Length == 0 ? "" : TuneSpec.SettingName);
        }

        if (rate is { Declared: 0, Loss: < 0 })
        {
            return At(tune, ProblemKind.TuneTarget, $"varies {rate.Name}, which is declared as 0, for which no code is made; declare it above 0.", TuneSpec.SettingName);
        }

        if (tune.Low is not { } low || tune.High is not { } high)
        {
            return At(tune, ProblemKind.TuneValues, $"varies {tune.Name} without bounds; give it Low and High.", TuneSpec.SettingName);
        }

        foreach ((string bound, double value) in new[] { ("Low", low), ("High", high) })
        {
            string? demand = tune.Name == TrainSpec.BatchSizeName && value != Math.Floor(value) ? "a whole number"
                : rate is null ? TrainSpec.Demand(tune.Name, value)
                : Demand(rate.Range, value);
            if (demand is not null || double.IsNaN(value))
            {
                return At(tune, ProblemKind.TuneValues,
                    $"varies {tune.Name} with {bound} = {new NumberArgument(value)}, but that must be {demand ?? "a number"}.", bound);
            }
        }

        return !(low < high) ? At(tune, ProblemKind.TuneValues,
                $"varies {tune.Name} from {new NumberArgument(low)} to {new NumberArgument(high)}; make Low the lower one.", "Low")
            : tune.Log && low == 0 ? At(tune, ProblemKind.TuneValues,
                $"spreads {tune.Name} over logarithms from Low = 0 on, which has none; begin above 0, or leave Log out.", "Low")
            : null;
    }

    private static Problem At(TuneSpec tune, ProblemKind kind, string message, string argument) =>
        new(kind, $"Tune {message}", new[] { tune.Setting }, argument, Setting: true);
}
