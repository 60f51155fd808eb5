/**
 * One class per goal: parameters in, one call, a report out. The only package that imports
 * org.apache.maven.
 */
package io.github.kubesprayoffline.mojo;
