/** What a run of a playbook asks of the world outside, found without any node. */
package io.github.kubesprayoffline.play;
