# PID 1 of the guest, second stage, in the overlay root: modules, udev, then the job. Its output goes to a virtio port, its exit
# status to /job/status; then the guest switches itself off.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mkdir -p /dev/pts
mount -t devpts devpts /dev/pts
busybox ip link set lo up
busybox modprobe -a usbserial uhid hid-generic usbhid evdev cdc-acm usblp usb_f_hid usb_f_acm usb_f_printer usb_f_fs
busybox modprobe dummy_hcd num=4
mount -t configfs configfs /sys/kernel/config
/usr/lib/systemd/systemd-udevd --daemon 2>/dev/null
udevadm trigger --action=add -s virtio-ports -s usb -s hidraw -s input 2>/dev/null
udevadm settle -t 10 2>/dev/null
OUT=/dev/virtio-ports/hil.out
[ -e $OUT ] || OUT=/dev/console
sh /job/job.sh >$OUT 2>&1 </dev/null
echo $? >/job/status
sync
echo o >/proc/sysrq-trigger
sleep 5
