/** Brings one item from the first source that has it into the store: resumed, verified, once. */
package io.github.kubesprayoffline.transfer;
