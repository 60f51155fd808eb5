package io.github.kubesprayoffline.bundle;

import java.util.Arrays;
import java.util.Random;

/**
 * One byte of a file flipped, lost or added.
 *
 * @param at its offset
 * @param value the bits to flip, or the byte to add
 */
public record Mutation(Kind kind, int at, int value) {

  enum Kind {
    FLIP,
    LOSE,
    ADD
  }

  public static Mutation random(Random random, int length) {
    Kind kind = length == 0 ? Kind.ADD : Kind.values()[random.nextInt(3)];
    int at = random.nextInt(kind == Kind.ADD ? length + 1 : length);
    return new Mutation(kind, at, kind == Kind.FLIP ? 1 << random.nextInt(8) : random.nextInt(256));
  }

  public byte[] apply(byte[] sound) {
    return switch (kind) {
      case FLIP -> flip(sound);
      case LOSE -> without(sound);
      case ADD -> with(sound);
    };
  }

  private byte[] flip(byte[] sound) {
    byte[] mutant = sound.clone();
    mutant[at] ^= (byte) value;
    return mutant;
  }

  private byte[] without(byte[] sound) {
    byte[] mutant = Arrays.copyOf(sound, sound.length - 1);
    System.arraycopy(sound, at + 1, mutant, at, sound.length - at - 1);
    return mutant;
  }

  private byte[] with(byte[] sound) {
    byte[] mutant = Arrays.copyOf(sound, sound.length + 1);
    System.arraycopy(sound, at, mutant, at + 1, sound.length - at);
    mutant[at] = (byte) value;
    return mutant;
  }
}
