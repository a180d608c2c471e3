#!/bin/busybox sh
# Process 1 of the lab machine, from the initramfs: loads the modules, lays a scratch layer over the host's read-only
# file system, and hands over to guest-main.sh there.
/bin/busybox --install -s /bin
export PATH=/bin
for kind in proc:/proc sysfs:/sys devtmpfs:/dev; do mount -t "${kind%%:*}" "${kind%%:*}" "${kind#*:}"; done

give_up() {
  echo "lab: $*" >/dev/console
  poweroff -f
}

while read -r module arguments; do
  # shellcheck disable=SC2086
  insmod "/modules/$module" $arguments || echo "lab: module $module was not loaded" >/dev/console
done </modules/order

share='trans=virtio,version=9p2000.L,msize=524288'
mount -t 9p -o "ro,$share,cache=loose" host /host || give_up 'the file system of the host cannot be mounted'
mount -t tmpfs -o mode=755 scratch /scratch
mkdir /scratch/upper /scratch/work
mount -t overlay -o lowerdir=/host,upperdir=/scratch/upper,workdir=/scratch/work root /root ||
  give_up 'the scratch layer cannot be laid over the file system of the host'
mount -t tmpfs -o mode=755 run /root/run
mkdir -p /root/run/sparekey-lab /root/proc /root/sys /root/dev
mount -t 9p -o "rw,$share,cache=none" job /root/run/sparekey-lab || give_up 'the job folder cannot be mounted'
cp /guest-main.sh /root/run/guest-main.sh
for folder in proc sys dev; do mount --move "/$folder" "/root/$folder"; done
exec switch_root /root /bin/sh /run/guest-main.sh
