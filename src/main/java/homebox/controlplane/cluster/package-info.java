/** Several processes on one database: who there is, and whose turn it is to decide. */
package homebox.controlplane.cluster;
