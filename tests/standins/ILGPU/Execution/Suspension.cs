namespace ILGPU.Execution;

/// <summary>What a thread may stop for until others have caught up, and the one call that needs the group's memory.</summary>
internal enum Suspension { None, Barrier, Shuffle, ShuffleDown, ShuffleUp, ShuffleXor, SharedMemory }
