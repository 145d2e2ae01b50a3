namespace Detection;

public enum Kind { Circle, Square, Triangle }
