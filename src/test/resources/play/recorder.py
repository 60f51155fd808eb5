"""Writes down what a task asks for, and does nothing."""
import json
import os

from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    _requires_connection = False

    def run(self, tmp=None, task_vars=None):
        module = self._task.action.split('.')[-1]
        entry = {'module': module, 'host': self._task.delegate_to or task_vars['inventory_hostname'], 'args': self._task.args}
        with open(os.environ['PLAY_RECORDS'], 'a') as records:
            records.write(json.dumps(entry, default=str) + '\n')
        result = {'changed': True, 'rc': 0, 'stdout': '', 'stdout_lines': [], 'msg': 'OK'}
        if module == 'stat':
            result = {'changed': False, 'stat': {'exists': True}}
        return result
