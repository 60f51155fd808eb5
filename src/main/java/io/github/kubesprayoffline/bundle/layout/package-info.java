/**
 * What those who write a bundle and those who read it must agree on: names, order, modes, volumes,
 * seal.
 */
package io.github.kubesprayoffline.bundle.layout;
