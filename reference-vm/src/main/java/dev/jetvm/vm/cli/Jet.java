package dev.jetvm.vm.cli;

/** Entry of the {@code jet} command. */
public final class Jet {
    private Jet() {}

    public static void main(String[] args) {
        System.out.println("jet");
    }
}
