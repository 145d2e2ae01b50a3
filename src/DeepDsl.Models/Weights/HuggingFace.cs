namespace DeepDsl.Models;

/// <summary>
/// Reads weights of BERT and GPT-2 that the library transformers wrote, which calls and cuts them in another way than PyTorch's layers.
/// </summary>
public static class HuggingFace
{
    /// <summary>
    /// Reads <c>model.safetensors</c>, <c>pytorch_model.bin</c> or the index of several, and gives what it holds the names and the form
    /// that <see cref="Bert"/>, <see cref="BertEncoder"/> and <see cref="Gpt2"/> have, for <c>LoadWeights</c>: queries, keys and values lie
    /// in one array, matrices of GPT-2 are turned, and what holds no weights, such as masks and a second copy of the embeddings, is left
    /// out.
    /// </summary>
    /// <param name="path">Of the file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of another network.</exception>
    public static WeightFile Read(string path)
    {
        WeightFile file = WeightFile.Read(path);
        Dictionary<string, SafetensorsTensor> tensors = new(StringComparer.Ordinal);
        bool isKnown = false;
        foreach ((string name, SafetensorsTensor tensor) in file.Tensors)
        {
            string modern = HuggingFaceNames.Modern(name);
            if (HuggingFaceNames.IsNoWeight(modern) || IsTied(modern, tensor, file))
            {
                continue;
            }
            PublishedWeight? weight = HuggingFaceNames.Find(modern);
            isKnown |= weight != null;
            if (weight is { Parts: { } parts })
            {
                SafetensorsTensor[] all = [.. parts.Select(part => Part(file, name, part))];
                Add(tensors, weight.Name, TensorParts.Stacked(weight.Name, all, path), name, path);
            }
            else if (weight is not { IsPart: true })
            {
                string own = weight?.Name ?? modern;
                bool isTurned = weight is { IsTransposed: true };
                Add(tensors, own, isTurned ? TensorParts.Transposed(own, tensor, path) : tensor.Renamed(own), name, path);
            }
        }
        return isKnown
            ? new WeightFile(path, tensors, file.Metadata, WeightLayout.PyTorch)
            : throw new InvalidDataException(
                $"{path} has neither the names of BERT nor those of GPT-2, but {Listing.Quoted([.. file.Tensors.Keys])}. Read it with "
                + "WeightFile.Read, and give its arrays the TorchNames of your layers with Renamed.");
    }

    private static SafetensorsTensor Part(WeightFile file, string name, string part)
    {
        string other = name.Replace(HuggingFaceNames.FirstPart, part, StringComparison.Ordinal);
        return file.Tensors.TryGetValue(other, out SafetensorsTensor? tensor)
            ? tensor
            : throw new InvalidDataException($"{file.Path} has '{Listing.Short(name)}' without '{Listing.Short(other)}'. Download it again.");
    }

    /// <summary>The scores of words by the vectors that words come in with, which are there twice.</summary>
    private static bool IsTied(string name, SafetensorsTensor tensor, WeightFile file) => name == "lm_head.weight"
        && file.Tensors.TryGetValue("transformer.wte.weight", out SafetensorsTensor? words)
        && words.Type == tensor.Type && TensorParts.Bytes(words).AsSpan().SequenceEqual(TensorParts.Bytes(tensor));

    private static void Add(Dictionary<string, SafetensorsTensor> tensors, string own, SafetensorsTensor? tensor, string name, string path)
    {
        if (tensor == null || !tensors.TryAdd(own, tensor))
        {
            throw new InvalidDataException(tensor == null
                ? $"'{Listing.Short(name)}' in {path} has another form than transformers gives it. Download it again."
                : $"{path} has '{Listing.Short(own)}' under two names, one of them '{Listing.Short(name)}'. Download it again.");
        }
    }
}
