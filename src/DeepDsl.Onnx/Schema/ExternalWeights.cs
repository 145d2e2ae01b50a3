namespace DeepDsl.Onnx;

/// <summary>Which tensors lie in a file beside the model, and where in it.</summary>
internal sealed class ExternalWeights
{
    /// <summary>Smaller ones stay in the model: readers look at them to understand its shapes.</summary>
    private const int Least = 1024;

    /// <summary>Where readers may map a tensor into memory.</summary>
    private const long Alignment = 4096;

    private readonly Dictionary<OnnxTensor, long> _places = new(ReferenceEqualityComparer.Instance);

    /// <param name="file">Name of the file, without a folder.</param>
    /// <param name="tensors">All of the model.</param>
    public ExternalWeights(string file, IEnumerable<OnnxTensor> tensors)
    {
        File = file;
        long end = 0;
        foreach (OnnxTensor tensor in tensors.Where(t => t.Length >= Least))
        {
            long place = (end + Alignment - 1) / Alignment * Alignment;
            _places.Add(tensor, place);
            end = place + tensor.Length;
        }
    }

    public string File { get; }

    public long? PlaceOf(OnnxTensor tensor) => _places.TryGetValue(tensor, out long place) ? place : null;

    public void Write(Stream stream)
    {
        foreach ((OnnxTensor tensor, long place) in _places)
        {
            stream.Position = place;
            stream.Write(tensor.Bytes());
        }
    }
}
