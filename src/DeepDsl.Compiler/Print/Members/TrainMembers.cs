namespace DeepDsl.Compiler.Print.Members;

/// <summary>The members that train, in the forms of targets that the losses take.</summary>
internal static class TrainMembers
{
    private const string Weights = "sampleWeights";
    private const string AfterSpans = "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]";

    public static void Write(MemberWriter w, ModelBorder border, string memory)
    {
        Forward(w, border);
        if (!border.HasLosses)
        {
            return;
        }

        if (border.TakesFloatTargets)
        {
            Steps(w, border, border.Targets, memory);
        }

        if (border.TakesLabelTargets)
        {
            Steps(w, border, border.LabelTargets, memory);
        }

        if (border.Labels is { } labels && border.LabelTargets.Count == 1 && border.TakesLabelTargets)
        {
            Labelled(w, border, labels, memory);
        }

        OtherEnumMembers.Write(w, border);
    }

    private static void Forward(MemberWriter w, ModelBorder border) => w.Method(
        "public global::DeepDsl.TrainingCall Forward",
        "Begins a training step by hand: computes the outputs as in training"
        + (border.DrawnTargets.Count > 0 ? ", of the labels' classes and those drawn" : "") + ". On the result call SetTarget and Loss, or SetOutputGradient, then "
        + "Backward, and dispose of it; <see cref=\"global::DeepDsl.Network.Update\"/> moves the parameters.",
        [.. Parameters(border.Inputs.Concat(border.DrawnTargets), v => v.Span), .. Calls.Parameters(border)], "The open step.",
        [
            .. Calls.Symbols(border),
            $"global::DeepDsl.TrainingCall call = base.BeginTraining{Calls.Begin(border, Calls.Batch(border))};",
            "try",
            "{",
            .. Calls.SetInputs(border).Select(l => "    " + l),
            .. border.DrawnTargets.Select(t => $"    call.SetTarget({t.Loss}, {t.Parameter});"),
            "    call.Forward();",
            "    return call;",
            "}",
            "catch",
            "{",
            "    call.Dispose();",
            "    throw;",
            "}",
        ]);

    private static void Steps(MemberWriter w, ModelBorder border, IReadOnlyList<BorderValue> targets, string memory)
    {
        MethodParameter weights = new("global::System.ReadOnlySpan<float>", Weights, "How much each sample counts; equally if it is left out.", "default");
        MethodParameter[] spans = [.. Parameters(border.Inputs, v => v.Span), .. Parameters(targets, v => v.Span), .. Calls.Parameters(border), weights];
        string step = Sentences("Trains on a batch of samples, one after another in memory: forward, backward, update.", memory);
        w.Method("public float TrainStep", step, spans, "The loss before the update.", Training(border, targets));

        // Arrays convert to spans as well as to tensors, so spans come first. A form for arrays instead would be the better one for x in
        // TrainStep(x, [3]) but the worse one for [3], and C# could not choose.
        if (w.HasPriorities)
        {
            w.Method($"{AfterSpans}\npublic float TrainStep",
                Sentences("Trains on a batch of samples, which the first axis counts: forward, backward, update.", memory),
                [.. Parameters(border.Inputs, v => v.TensorSpan), .. Parameters(targets, v => v.TensorSpan)], "The loss before the update.",
                "return TrainStep("
                + string.Join(", ", border.Inputs.Select((v, i) => Flat(v, $"Inputs[{i}]")).Concat(targets.Select(v => Flat(v))))
                + $"{Calls.FromTensors(border)});");
        }

        w.Method("public float EvaluateLoss", "The loss on a batch of samples, as in prediction and without penalties; nothing is trained.", spans, "The loss.",
        [
            .. Calls.Symbols(border),
            $"using global::DeepDsl.InferenceCall call = base.BeginInference{Calls.Begin(border, Calls.Batch(border))};",
            .. Calls.SetInputs(border),
            .. SetTargets(targets),
            "call.Run();",
            "return call.Loss();",
        ]);
    }

    private static void Labelled(MemberWriter w, ModelBorder border, ModelLabels labels, string memory)
    {
        BorderValue target = border.LabelTargets[0];
        string inputs = string.Join(", ", border.Inputs.Select(i => i.Parameter));
        MethodParameter span = new($"global::System.ReadOnlySpan<{labels.Type}>", target.Parameter, "The class of each sample.");
        MethodParameter weights = new("global::System.ReadOnlySpan<float>", Weights, "How much each sample counts; equally if it is left out.", "default");
        string ints = $"using global::DeepDsl.CompilerServices.LabelInts ints = global::DeepDsl.CompilerServices.LabelInts.Of({target.Parameter});";
        MethodParameter[] parameters = [.. Parameters(border.Inputs, v => v.Span), span, .. Calls.Parameters(border), weights];
        w.Method($"{labels.Accessibility} float TrainStep", Sentences("Trains on a batch of samples and their classes: forward, backward, update.", memory), parameters,
            "The loss before the update.", ints, $"return TrainStep({inputs}, ints.Values{Calls.PassedOn(border)}, {Weights});");
        w.Method($"{labels.Accessibility} float EvaluateLoss", "The loss on a batch of samples and their classes; nothing is trained.", parameters,
            "The loss.", ints, $"return EvaluateLoss({inputs}, ints.Values{Calls.PassedOn(border)}, {Weights});");
        if (border.Inputs.Count == 1 && !border.Inputs[0].IsInt && border.Symbols.Count == 0)
        {
            MethodParameter[] arrays = [.. Parameters(border.Inputs, v => v.Array), span with { Type = labels.Type + "[]" }];
            string array = $"global::System.Array.ConvertAll({target.Parameter}, label => (int)label)";
            w.Method($"{labels.Accessibility} global::DeepDsl.History Fit", "Trains on samples and their classes.",
                [.. arrays, new("global::DeepDsl.FitOptions?", "options", "How; null for the settings of the model.", "null")],
                "What each epoch gave.", $"return base.Fit({inputs}, {array}, options);");
            w.Method($"{labels.Accessibility} global::DeepDsl.EvaluationResult Evaluate", "Loss and metrics on samples and their classes; nothing is trained.",
                [
                    .. arrays,
                    new("global::System.Collections.Generic.IReadOnlyList<global::DeepDsl.Metric>?", "metrics",
                        "What to measure; null for the accuracy.", "null"),
                ],
                "Loss and metrics.", $"return base.Evaluate({inputs}, {array}, metrics);");
        }
    }

    private static string Sentences(string summary, string memory) => memory.Length > 0 ? $"{summary} {memory}" : summary;

    private static string[] Training(ModelBorder border, IReadOnlyList<BorderValue> targets) =>
    [
        .. Calls.Symbols(border),
        $"using global::DeepDsl.TrainingCall call = base.BeginTraining{Calls.Begin(border, Calls.Batch(border))};",
        .. Calls.SetInputs(border),
        .. SetTargets(targets),
        "return base.TrainStep(call);",
    ];

    private static IEnumerable<string> SetTargets(IReadOnlyList<BorderValue> targets) =>
    [
        .. targets.Select(t => $"call.SetTarget({t.Loss}, {t.Parameter});"),
        $"if (!{Weights}.IsEmpty)", "{", $"    call.SetSampleWeights({Weights});", "}", "",
    ];

    private static IEnumerable<MethodParameter> Parameters(IEnumerable<BorderValue> values, Func<BorderValue, string> type) =>
        values.Select(v => new MethodParameter(type(v), v.Parameter, $"Each sample {v.Doc}."));

    private static string Flat(BorderValue value, string definition = "") => definition.Length > 0
        ? $"global::DeepDsl.CompilerServices.TensorValues.Of({value.Parameter}, base.Definition.{definition})"
        : $"global::DeepDsl.CompilerServices.TensorValues.Of({value.Parameter})";
}
