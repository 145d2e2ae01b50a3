using DeepDsl.Compiler.Export;

namespace DeepDsl.Onnx;

/// <summary>Makes models of this library of ONNX files: a class in attributes, and its weights.</summary>
public static class OnnxImporter
{
    /// <summary>The oldest version of ONNX's operators that is read.</summary>
    private const int OldestOpset = 7;

    /// <summary>
    /// Reads an ONNX file. Channels come last in what it gives, whatever they do in the file; weights are put into that order. Nothing is
    /// run, and nothing is written until <see cref="OnnxImport.Save"/>.
    /// </summary>
    /// <param name="path">The file. Tensors that it says to lie beside it are read from its folder.</param>
    /// <param name="className">What the class is called; by default as the file.</param>
    /// <param name="sizes">
    /// Of dimensions that each call sets, beside the batch: what they are in this model, by their names in the file.
    /// </param>
    /// <returns>The class and its weights.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or no ONNX model.</exception>
    /// <exception cref="NotSupportedException">Nodes have no counterpart; the message lists all of them.</exception>
    public static OnnxImport Import(string path, string? className = null, IReadOnlyDictionary<string, int>? sizes = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = className ?? ClassNames.OfFile(path);
        if (!ClassNames.IsValid(name))
        {
            throw new ArgumentException($"'{Listing.Short(name)}' is no name of a class. Give letters, digits and '_', a letter first.",
                nameof(className));
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            OnnxFile file = OnnxFileReader.Read(stream);
            if (file.Opset is < OldestOpset or > OnnxOpsets.Newest)
            {
                throw new NotSupportedException(
                    $"it has version {file.Opset} of ONNX's operators, of which {OldestOpset} to {OnnxOpsets.Newest} are read. "
                    + "Export it in one of these.");
            }

            if (file.HasSparseTensors)
            {
                throw new NotSupportedException("it has sparse tensors, which are not read. Save it with dense ones.");
            }

            ExternalTensors external = new(Path.GetDirectoryName(Path.GetFullPath(path))!);
            foreach (StoredTensor tensor in file.Tensors
                .Concat(file.Nodes.SelectMany(n => n.Attributes).Select(a => a.Value).OfType<StoredTensor>()))
            {
                external.Read(tensor);
            }

            ImportedModel model = ModelConversion.Run(file, sizes ?? new Dictionary<string, int>());
            return ModelAssembly.Run(model, file, name, Path.GetFileName(path));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path} is not a valid ONNX model: {e.Message} Export or download it again.", e);
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException(
                $"{path} is not a valid ONNX model: a size in it is larger than any there can be. Export or download it again.", e);
        }
        catch (NotSupportedException e)
        {
            throw new NotSupportedException($"{path} was not imported: {e.Message}", e);
        }
    }
}
