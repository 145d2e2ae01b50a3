using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>The members of a model of records: each hands on what the numbers that the model keeps make of its records.</summary>
internal static class RecordMembers
{
    private const string Services = "global::DeepDsl.CompilerServices.RecordModel";
    private const string Options = "global::DeepDsl.FitOptions?";

    public static void Write(MemberWriter w, ModelBorder border, RecordInput record, bool hasProbabilities)
    {
        string features = $"{record.Type}.{RecordEmitter.Member}";
        string fitted = $"global::DeepDsl.FittedFeatures<{record.Type}>?";
        string access = record.Accessibility;
        w.Property($"protected override", "string?", "FeatureDeclaration", "What its records are.", $"{features}.Declaration");
        w.Property(
            access, fitted, "FittedFeatures", "The numbers that were fitted to the records it trained on, which files of the model hold; null before that.",
            $"{Services}.FeaturesOf(this, {features})");
        w.Method(
            $"{access} void UseFeatures", "Takes numbers that were fitted elsewhere, before it is trained on what they make of records.",
            [new(fitted, "fitted", "The numbers; null for none.")], "", $"{Services}.Use(this, fitted);");
        Train(w, record, features);

        string results = Results(border);
        string docs = string.Join(", ", border.Outputs.Select(o => o.Doc)) + ".";
        MethodParameter sample = new(record.Type, "record", "The record; its label does not matter.");
        MethodParameter samples = new(List(record), "records", "The records; labels do not matter.");
        string one = $"new {record.Type}[] {{ record }}";
        string Ask(string records, string call, string outputs = "") =>
            $"return {Services}.Ask(this, {features}, {records}, samples => {call}{outputs});";
        string Outputs(string records, string method) =>
            Ask(records, $"{method}({Arrays(border)})", $", outputs => new float[][] {{ {OutputArrays(border)} }}");
        w.Method($"{access} {results} Predict", "Predicts one record; allocates.", [sample], docs, [Outputs(one, "Predict")]);
        w.Method(
            $"{access} {results} PredictBatch", "Predicts any number of records; allocates.", [samples], "For each record " + docs,
            [Outputs("records", "PredictBatch")]);
        if (hasProbabilities)
        {
            w.Method(
                $"{access} {results} PredictProbabilities",
                "Predicts any number of records, with the softmax or sigmoid that the loss applies to the output itself.", [samples], "For each record " + docs,
                [Outputs("records", "PredictProbabilities")]);
        }

        if (border.Labels is { } labels)
        {
            string seen = labels.Accessibility == "public" ? access : labels.Accessibility;
            w.Method(
                $"{seen} {labels.Type} PredictLabel", "Predicts the class of one record.", [sample], "The class whose score is highest.",
                [Ask(one, $"PredictLabel({Spans(border)})")]);
            w.Method(
                $"{seen} {labels.Type}[] PredictLabels", "Predicts the class of each of any number of records.", [samples],
                "For each record the class whose score is highest.", [Ask("records", $"PredictLabels({Spans(border)})")]);
        }
    }

    private static void Train(MemberWriter w, RecordInput record, string features)
    {
        string access = record.Accessibility;
        MethodParameter train = new(List(record), "train", "What to train on, labels among it; the features are fitted to it, and to nothing else.");
        MethodParameter options = new(Options, "options", "How; null for 10 epochs with the settings of the model.", "null");
        w.Method(
            $"{access} global::DeepDsl.History Fit", "Fits the features to records, and trains on what they make of them.", [train, options],
            "Losses and metrics of the epochs.", $"return {Services}.Fit(this, {features}, train, null, options);");
        w.Method(
            $"{access} global::DeepDsl.History Fit", "Fits the features to records, trains on what they make of them, and measures others after each epoch.",
            [train, new(List(record), "validation", "What to measure; nothing is fitted to it."), options],
            "Losses and metrics of the epochs.", $"return {Services}.Fit(this, {features}, train, validation, options);");
        w.Method(
            $"{access} global::DeepDsl.EvaluationResult Evaluate", "Loss and metrics on records; nothing is fitted.",
            [
                new(List(record), "records", "Each with its label."),
                new("global::System.Collections.Generic.IReadOnlyList<global::DeepDsl.Metric>?", "metrics", "What to measure; null for the accuracy where the loss has classes.", "null"),
            ], "Loss and metrics.", $"return {Services}.Evaluate(this, {features}, records, metrics);");
    }

    private static string List(RecordInput record) => $"global::System.Collections.Generic.IReadOnlyList<{record.Type}>";

    private static string Arrays(ModelBorder border) => string.Join(", ", border.Inputs.Select((x, i) => $"samples.Inputs[{i}].{(x.IsInt ? "Ints" : "Floats")}"));

    private static string Spans(ModelBorder border) =>
        string.Join(", ", border.Inputs.Select((x, i) => $"({x.Span})samples.Inputs[{i}].{(x.IsInt ? "Ints" : "Floats")}"));

    private static string OutputArrays(ModelBorder border) => border.Outputs.Count == 1 ? "outputs"
        : string.Join(", ", border.Outputs.Select(o => $"outputs.{o.Result}"));

    private static string Results(ModelBorder border) => border.Outputs.Count == 1 ? "float[]"
        : $"({string.Join(", ", border.Outputs.Select(o => $"float[] {o.Result}"))})";
}
