namespace ILGPU;

public interface IContiguousArrayView<T> : IContiguousArrayView
    where T : unmanaged;
