namespace DeepDsl.Onnx;

/// <summary>What was made of an ONNX file: the text of a class, and weights that it loads.</summary>
public sealed class OnnxImport
{
    internal OnnxImport(string className, string source, IReadOnlyList<SafetensorsTensor> weights, IReadOnlyList<string> notes) =>
        (ClassName, Source, Weights, Notes) = (className, source, weights, notes);

    /// <summary>What the class is called.</summary>
    public string ClassName { get; }

    /// <summary>The class in C#, a layer a line.</summary>
    public string Source { get; }

    /// <summary>Its weights, by the names and in the layout that <c>LoadWeights</c> takes.</summary>
    public IReadOnlyList<SafetensorsTensor> Weights { get; }

    /// <summary>How the model differs from the file, in sentences; empty where it does not.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>
    /// Writes <c>ClassName.cs</c> and <c>ClassName.safetensors</c>. Each is written whole or not at all, the weights first.
    /// </summary>
    /// <param name="folder">Made where it is not there.</param>
    /// <param name="overwrite">Whether files of these names are replaced; by default that is refused.</param>
    /// <exception cref="IOException">There are such files, or they cannot be written.</exception>
    public void Save(string folder, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string source = Path.Combine(folder, ClassName + ".cs");
        string weights = Path.Combine(folder, ClassName + ".safetensors");
        string? existing = overwrite ? null : new[] { source, weights }.FirstOrDefault(File.Exists);
        if (existing is not null)
        {
            throw new IOException(
                $"{existing} is there already: nothing was written. Give another folder or class name, or overwrite: true.");
        }

        Directory.CreateDirectory(folder);
        SafetensorsFile.Write(weights, Weights);
        AtomicFile.Write(source, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Source)));
    }
}
