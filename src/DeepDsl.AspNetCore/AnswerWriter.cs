using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DeepDsl;

/// <summary>
/// Answers as JSON. A model of one output that tells classes apart gives <c>label</c> and <c>probabilities</c>; any other an object with its
/// outputs by name, each that, or an array of numbers.
/// </summary>
internal static class AnswerWriter
{
    public const string Label = "label";

    public static async Task WriteAsync(HttpResponse response, OutputForm[] outputs, Answer answer, CancellationToken cancellation)
    {
        response.ContentType = MediaType.Json;
        Write(response, outputs, answer);
        await response.BodyWriter.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>What stands beside the label: "probabilities", or "scores" where a loss is on such.</summary>
    public static string Beside(OutputForm output) => output.AreScores ? "scores" : "probabilities";

    public static bool IsBare(OutputForm[] outputs) => outputs is [{ HasClasses: true }];

    private static void Write(HttpResponse response, OutputForm[] outputs, Answer answer)
    {
        using Utf8JsonWriter json = new(response.BodyWriter);
        json.WriteStartObject();
        for (int i = 0; i < outputs.Length; i++)
        {
            if (IsBare(outputs))
            {
                WriteClass(json, outputs[i], answer.Values[i], answer.Labels[i]);
            }
            else if (outputs[i].HasClasses)
            {
                json.WriteStartObject(outputs[i].Name);
                WriteClass(json, outputs[i], answer.Values[i], answer.Labels[i]);
                json.WriteEndObject();
            }
            else
            {
                WriteNumbers(json, outputs[i].Name, answer.Values[i]);
            }
        }
        json.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter json, OutputForm output, float[] values, int label)
    {
        // A score says yes above 0, and there is none for no.
        float[] beside = output is { IsYesOrNo: true, AreScores: false } ? [1 - values[0], values[0]] : values;
        if (output.ClassNames.Count == 0)
        {
            json.WriteNumber(Label, label);
        }
        else
        {
            json.WriteString(Label, output.ClassNames[label]);
        }
        if (output.ClassNames.Count != beside.Length)
        {
            WriteNumbers(json, Beside(output), beside);
            return;
        }
        json.WriteStartObject(Beside(output));
        for (int i = 0; i < beside.Length; i++)
        {
            json.WriteNumber(output.ClassNames[i], beside[i]);
        }
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, float[] values)
    {
        json.WriteStartArray(name);
        foreach (float value in values)
        {
            json.WriteNumberValue(value);
        }
        json.WriteEndArray();
    }
}
