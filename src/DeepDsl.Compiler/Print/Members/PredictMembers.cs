namespace DeepDsl.Compiler.Print.Members;

/// <summary>The members that predict. They rent their memory for the call, so threads may share a model.</summary>
internal static class PredictMembers
{
    private const string Tensors = "global::System.Numerics.Tensors.";
    private const string TensorValues = "global::DeepDsl.CompilerServices.TensorValues";

    public static void Write(MemberWriter w, ModelBorder border, bool hasProbabilities)
    {
        bool one = border.Outputs.Count == 1;
        string results = one ? "the output" : "the outputs";
        Spans(w, border, "Predict", $"Predicts one sample into memory of the caller's.", one: true, "Run");
        Arrays(w, border, "Predict", $"Predicts one sample; allocates {results} alone.", one: true);
        Spans(w, border, "PredictBatch", "Predicts any number of samples, one after another in memory, into memory of the caller's.", one: false, "Run");
        Arrays(w, border, "PredictBatch", $"Predicts any number of samples, one after another in memory; allocates {results} alone.", one: false);
        TensorSpans(w, border);
        if (hasProbabilities)
        {
            Spans(w, border, "PredictProbabilities",
                "Predicts any number of samples, with the softmax or sigmoid that the loss applies to the output itself.", one: false, "RunProbabilities");
            Arrays(w, border, "PredictProbabilities",
                "Predicts any number of samples, with the softmax or sigmoid that the loss applies to the output itself.", one: false);
        }

        if (border.Labels is { } labels)
        {
            LabelMembers(w, border, labels);
        }
    }

    private static void Spans(MemberWriter w, ModelBorder border, string name, string summary, bool one, string run) => w.Method(
        $"public void {name}", summary,
        [
            .. border.Inputs.Select(i => new MethodParameter(i.Span, i.Parameter, $"{(one ? "" : "Each sample ")}{i.Doc}.")),
            .. border.Outputs.Select(o => new MethodParameter("global::System.Span<float>", o.Parameter, $"Receives {(one ? "" : "for each sample ")}{o.Doc}.")),
            .. one ? [] : Calls.Parameters(border),
        ], "",
        [
            .. one ? Calls.SymbolsOfSample(border) : Calls.Symbols(border),
            $"using global::DeepDsl.InferenceCall call = base.BeginInference{Calls.Begin(border, one ? "1" : Batch(border))};",
            .. Calls.SetInputs(border),
            $"call.{run}();",
            .. border.Outputs.Select((o, i) => $"call.CopyOutput({i}, {o.Parameter});"),
        ]);

    private static void Arrays(MemberWriter w, ModelBorder border, string name, string summary, bool one)
    {
        // Cast, so that no overload of the user's is taken instead.
        string arguments = string.Join(", ", [
            .. border.Inputs.Select(i => $"({i.Span}){i.Parameter}"),
            .. border.Outputs.Select(o => $"(global::System.Span<float>){o.Parameter}"),
        ]);
        w.Method(
            $"public {Results(border, "float[]")} {name}", summary,
            [
                .. border.Inputs.Select(i => new MethodParameter(i.Array, i.Parameter, $"{(one ? "" : "Each sample ")}{i.Doc}.")),
                .. one ? [] : Calls.Parameters(border),
            ],
            string.Join(", ", border.Outputs.Select(o => (one ? "" : "For each sample ") + o.Doc)) + ".",
            [
                .. one ? Calls.SymbolsOfSample(border) : Calls.Symbols(border),
                .. one ? [] : new[] { $"int batch = {Batch(border)};" },
                .. border.Outputs.Select((o, i) => $"float[] {o.Parameter} = new float[{Length(o, i, one)}];"),
                $"{name}({arguments}{(one ? "" : Calls.PassedOn(border))});",
                $"return {Tuple(border.Outputs.Select(o => o.Parameter))};",
            ]);
    }

    private static void TensorSpans(MemberWriter w, ModelBorder border)
    {
        string values = string.Join(", ", border.Inputs.Select((i, n) => $"{TensorValues}.Of({i.Parameter}, base.Definition.Inputs[{n}])"));
        string more = border.Symbols.Count > 0 ? ", symbols" : "";
        w.Method(
            $"public {Results(border, Tensors + "Tensor<float>")} PredictBatch", "Predicts any number of samples, which the first axis counts.",
            [.. border.Inputs.Select(i => new MethodParameter(i.TensorSpan, i.Parameter, $"Each sample {i.Doc}."))],
            string.Join(", ", border.Outputs.Select(o => "For each sample " + o.Doc)) + ".",
            border.Outputs.Count == 1 && border.Symbols.Count == 0
                ? [$"return {TensorValues}.Create(PredictBatch({values}), base.Definition.Outputs[0]);"]
                :
                [
                    $"var {Tuple(border.Outputs.Select(o => o.Parameter))} = PredictBatch({values}{Calls.FromTensors(border)});",
                    .. Calls.SymbolsOfTensors(border),
                    "return "
                    + Tuple(border.Outputs.Select((o, n) => $"{TensorValues}.Create({o.Parameter}, base.Definition.Outputs[{n}]{more})"))
                    + ";",
                ]);
    }

    /// <summary>Values of an output, of one sample or of the batch.</summary>
    private static string Length(BorderValue output, int number, bool one) =>
        output.Shape is { IsConstant: false } ? $"base.OutputLength({number}, {(one ? "1" : "batch")}, symbols)" : $"{(one ? "" : "batch * ")}{output.Length}";

    private static void LabelMembers(MemberWriter w, ModelBorder border, ModelLabels labels)
    {
        BorderValue output = border.Outputs[labels.Output];
        string sample = $"call.Output({labels.Output})";
        string Label(string values) => labels.IsBinary
            ? $"({labels.Type})({values}[0] > {labels.Threshold} ? 1 : 0)"
            : $"({labels.Type}){Tensors}TensorPrimitives.IndexOfMax({values})";
        w.Method(
            $"{labels.Accessibility} {labels.Type} PredictLabel", "Predicts the class of one sample.",
            [.. border.Inputs.Select(i => new MethodParameter(i.Span, i.Parameter, $"{i.Doc}."))], "The class whose score is highest.",
            [
                .. Calls.SymbolsOfSample(border),
                $"using global::DeepDsl.InferenceCall call = base.BeginInference{Calls.Begin(border, "1")};",
                .. Calls.SetInputs(border),
                "call.Run();",
                $"return {Label(sample)};",
            ]);
        w.Method(
            $"{labels.Accessibility} {labels.Type}[] PredictLabels", "Predicts the class of each of any number of samples, one after another in memory.",
            [.. border.Inputs.Select(i => new MethodParameter(i.Span, i.Parameter, $"Each sample {i.Doc}.")), .. Calls.Parameters(border)],
            "For each sample the class whose score is highest.",
            [
                .. Calls.Symbols(border),
                $"{labels.Type}[] labels = new {labels.Type}[{Batch(border)}];",
                $"using global::DeepDsl.InferenceCall call = base.BeginInference{Calls.Begin(border, "labels.Length")};",
                .. Calls.SetInputs(border),
                "call.Run();",
                "for (int i = 0; i < labels.Length; i++)",
                "{",
                $"    labels[i] = {Label($"{sample}.Slice(i * {output.Length}, {output.Length})")};",
                "}",
                "",
                "return labels;",
            ]);
    }

    private static string Batch(ModelBorder border) => Calls.Batch(border);

    private static string Results(ModelBorder border, string type) => border.Outputs.Count == 1 ? type
        : $"({string.Join(", ", border.Outputs.Select(o => $"{type} {o.Result}"))})";

    private static string Tuple(IEnumerable<string> items) => items.Count() == 1 ? items.First() : $"({string.Join(", ", items)})";
}
