#!/bin/sh
# Process 1 of the lab machine on the host's files: finishes /dev, runs the job, leaves its status, powers off.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
job=/run/sparekey-lab

mkdir -p /dev/pts /dev/shm
mount -t devpts -o mode=620,ptmxmode=666 devpts /dev/pts
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
ln -sfn /proc/self/fd /dev/fd
for pair in 0:stdin 1:stdout 2:stderr; do ln -sf "/proc/self/fd/${pair%%:*}" "/dev/${pair#*:}"; done
mount -t configfs configfs /sys/kernel/config 2>/dev/null
hostname sparekey-lab 2>/dev/null
# No ip or ifconfig is needed for anything but loopback, and loopback for nothing: failing is fine.
ip link set lo up 2>/dev/null || true

# The device files of the two channels to the host.
channel() {
  for port in /sys/class/virtio-ports/*; do
    if [ "$(cat "$port/name" 2>/dev/null)" = "$1" ]; then
      echo "/dev/${port##*/}"
      return
    fi
  done
  echo /dev/console
}

cut -d' ' -f1 /proc/uptime >"$job/ready-after"
setsid /bin/sh "$job/run.sh" </dev/null >"$(channel output)" 2>"$(channel errors)"
echo $? >"$job/status"
sync
echo o >/proc/sysrq-trigger
while :; do sleep 1; done
