/**
 * Fuzzing of everything that reads what comes from outside. A target is a class with {@code
 * fuzzerTestOneInput(byte[])}: whatever the bytes, it returns or ends in one of our own exceptions.
 */
package io.github.kubesprayoffline.fuzz;
