/** Variables as they were written, where that was, and which of them outranks which. */
package io.github.kubesprayoffline.ansible.variable;
