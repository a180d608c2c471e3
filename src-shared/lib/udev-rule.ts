/**
 * The Linux rule that lets the person at the screen open FIDO keys. `fido_id` of systemd marks every HID device with the
 * FIDO usage page, so no vendor list is needed; the number must stay below 73, where udev applies `uaccess`.
 */
export const udevRuleFile = '/etc/udev/rules.d/70-sparekey.rules';
export const udevRule = 'KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ENV{ID_SECURITY_TOKEN}=="1", TAG+="uaccess"';

/** The exact commands that put the rule in place and apply it to keys that are plugged in now. */
export const udevCommands: readonly string[] = [
  `echo '${udevRule}' | sudo tee ${udevRuleFile}`,
  'sudo udevadm control --reload',
  'sudo udevadm trigger --subsystem-match=hidraw --action=add',
];
