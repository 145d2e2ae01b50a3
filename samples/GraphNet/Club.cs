namespace GraphNet;

/// <summary>Whom a member followed when the club split.</summary>
public enum Club { Instructor, Officer }
